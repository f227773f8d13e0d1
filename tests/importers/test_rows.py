"""What other journals write, row by row, and the tests that say what becomes of it: no row goes without."""

import ast
from functools import cache
from pathlib import Path
from typing import Final

import pytest

HERE = Path(__file__).parent

ROWS: Final[dict[str, dict[str, str]]] = {
    "jrnl, text": {
        "a star behind a title": "jrnl: a_file_is_read_as_jrnl_means_it,"
        " a_star_ends_a_title_unless_it_is_emphasis",
        "a first line of two sentences": "jrnl: a_file_is_read_as_jrnl_means_it",
        "a single line at the end of the file": "jrnl: a_file_is_read_as_jrnl_means_it",
        "lines of the body in brackets": "jrnl: a_line_in_brackets_stays_in_the_text",
        "a line that says a time in other words": "jrnl: a_file_is_read_as_jrnl_means_it",
        "a clock of twelve hours": "jrnl_header: the_forms_that_are_known",
        "a time with an offset": "jrnl: a_file_is_read_as_jrnl_means_it",
        "no space behind the bracket": "jrnl: a_file_without_headers_is_one_entry_and_said",
        "a mark of byte order": "jrnl: a_file_is_read_as_jrnl_means_it",
        "text above the first header": "jrnl: lines_above_the_first_header_are_kept_and_said",
        "lines as Windows ends them": "jrnl: lines_may_end_as_windows_ends_them",
        "tags": "jrnl: tags_are_what_jrnl_calls_one, headings_are_no_tags",
        "the form of its times": "jrnl_header: most_headers_decide, the_form_can_be_named",
        "its own guesses": "jrnl_header: jrnls_own_guesses_where_they_are_asked_for",
        "a body without a title": "jrnl: an_entry_with_only_a_body_stays_one",
        "two of one minute": "jrnl: same_minute_and_title_but_another_body_are_two",
        "no zone": "jrnl: the_zone_is_the_one_asked_for_and_is_noted_as_assumed",
        "jrnl 1": "jrnl_header: as_jrnl_1_wrote_it",
        "a folder": "jrnl_folder: a_folder_is_read_day_by_day, the_day_is_that_of_the_folder",
        "encrypted, version 2 and 3": "jrnl_sealed: it_opens_with_its_passphrase_and_is_read_as_its_text",
    },
    "jrnl, JSON": {
        "the whole file": "jrnl_json: the_whole_file",
        "one object in a file": "jrnl_json: one_entry_in_a_file_and_a_folder_of_them",
        "the symbols of its tags": "jrnl_json: the_symbols_are_learned_from_the_tags",
        "an older file": "jrnl_json: an_old_file_has_less",
        "an id, and a device": "jrnl_json: an_entry_with_an_id_of_its_own_has_its_key_from_it,"
        " devices_stay_behind_unless_they_are_asked_for",
        "the same as in the text": "jrnl_json: a_key_is_that_of_the_same_entry_in_jrnls_text",
    },
    "Day One": {
        "an entry with all of it": "dayone:"
        " the_first_entry_keeps_its_day_its_title_its_tag_its_star_and_its_photo",
        "an entry without text": "dayone: an_entry_without_text_is_kept_and_reported",
        "its own day": "dayone: the_day_is_the_one_on_the_clock_of_its_zone",
        "rich text": "dayone: rich_text_is_read_where_there_is_no_text",
        "places, weather, devices": "dayone: places_and_devices_come_along_when_they_are_asked_for,"
        " what_is_not_known_is_kept_cleaned",
        "tags and stars": "dayone: tags, stars",
        "photos and other files": "dayone_media: a_file_is_found_by_its_checksum_or_by_what_it_is_called,"
        " every_kind_has_its_folder_and_its_words",
        "the marks of photos": "dayone_text: a_photo_stands_at_its_place",
        "links to entries": "dayone_text: links_to_entries_stand_as_their_words",
        "escaped punctuation": "dayone_text: punctuation_outside_of_code_loses_its_stroke",
        "hidden comments": "dayone: what_a_comment_hid_stays_with_the_writer",
        "several journals": "dayone: several_journals_are_told_apart",
    },
    "tui-journal": {
        "the store": "tui_journal: the_store",
        "what is exported together": "tui_journal: what_was_exported_together",
        "midnight UTC of a local day": "tui_journal: the_day_is_the_day_that_was_picked_wherever_that_was",
        "tags without a sign": "tui_journal: tags",
        "a priority": "tui_journal: what_is_not_known_is_kept",
    },
    "Markdown": {
        "the note that has everything": "markdown: the_note_that_has_everything",
        "front matter or none": "front_matter: what_is_written_is_what_is_read,"
        " what_is_no_front_matter_is_text",
        "TOML": "front_matter: toml_is_read_too",
        "dates in fields": "when_noted: a_field_tells_when",
        "dates in names and folders": "when_noted: a_name_or_folders_tell_the_day",
        "the file's own time": "when_noted: a_day_that_nothing_tells_is_the_files_and_said_to_be_a_guess",
        "no zone": "when_noted: a_zone_that_was_only_asked_for_is_said_to_be_assumed",
        "the title": "markdown: the_title_is_told_once",
        "tags": "markdown: tags_stand_in_fields, tags_stand_in_texts",
        "stars and moods": "markdown: a_star, mood_and_rating",
        "an audience, and other fields": "markdown:"
        " what_has_no_place_here_is_kept_verbatim_and_an_audience_shares_nothing",
        "pictures": "named_files: what_stands_inside_is_taken, nothing_is_taken_from_outside_the_folder",
        "traps of YAML": "front_matter:"
        " a_field_that_cant_be_read_stays_as_its_text_and_takes_no_other_with_it,"
        " a_field_that_is_there_twice_is_kept_twice, an_anchor_never_grows",
        "a mark of byte order, other line ends": "markdown:"
        " a_mark_of_byte_order_and_other_line_ends_change_nothing",
    },
    "Obsidian": {
        "the settings of daily notes": "obsidian: the_settings_say_where_the_days_are",
        "the signs of a format": "daily_format: a_name_tells_its_day",
        "properties": "obsidian: properties_of_every_type",
        "links, embeds, tasks, callouts, names of blocks": "obsidian: the_text, embeds_are_attached",
        "what is hidden": "obsidian: what_is_hidden_never_leaves_with_a_letter",
        "lines with times": "daily_times: a_day_is_divided_where_lines_begin_with_times,"
        " a_day_stays_one_entry_unless_it_is_asked_for",
    },
    "all of them": {
        "a day without a time": "jrnl_header: a_day_without_a_time_is_said",
        "in once, and out again": "in_and_out: in_once_and_out_again",
        "made to harm": "hostile: it_ends_in_a_sentence_or_a_line_of_the_report, it_takes_bounded_memory,"
        " nothing_is_written_and_nothing_is_reached_for",
    },
}


@cache
def named_in(module: str) -> frozenset[str]:
    tree = ast.parse((HERE / f"test_{module}.py").read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(
    ("source", "row"), [(source, row) for source, rows in ROWS.items() for row in rows], ids=lambda one: one
)
def test_every_row_has_its_test(source: str, row: str) -> None:
    module, _, named = ROWS[source][row].partition(":")
    assert {f"test_{one.strip()}" for one in named.split(",")} <= named_in(module)
