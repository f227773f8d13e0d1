# Two made-up people, Sam and Robin, and every command and option that there is, told from the first day on.
#
# Read it from top to bottom: it is what a person could type. No terminal is here, so nothing is ever asked.
# `shows`, `tells`, `prints`, `refuses` and `json` hold a step to what it says; `every_row_steps.bash` has them.
# `tests/journeys/test_every_row.py` runs it in an empty folder, and holds the list of commands against it.

set -euo pipefail
. "${BASH_SOURCE%.bash}_steps.bash"

# Two journals. The passphrase of each is one line of a file, and never stands on a command line.
echo 'the heron by the weir' >s.pass
echo 'a made-up one for robin' >r.pass

# The whole mission in one go, line by line as the guide has it.
{
S() { peerjournal --journal s --state s.state --passphrase-fd 3 "$@" 3<s.pass; }   # one line in s.pass
R() { peerjournal --journal r --state r.state --passphrase-fd 3 "$@" 3<r.pass; }
S init --no-recovery; R init --no-recovery
echo "Budget day. [[I had my resignation written.]] I sat on the back stairs." | S write --title "The stairwell" --tag work
n=$(S story 1)
S peers card --for Robin --out for-robin.card
answer=$(R peers add Sam for-robin.card)
S open --keep "$answer"
R peers words Sam --mine | S peers compare Robin           # really: read aloud,
S peers words Robin --mine | R peers compare Sam           # both ways
S preview "$n" --to Robin --wish stayed
letter=$(S share "$n" --to Robin --wish stayed --form sealed --looked --out .)
r=$(R open --keep "$letter")
reply=$(R reply "$r" --line "the back stairs" --out .)
S open --keep "$reply"
} >mission 2>err
[ "$(head -n 2 mission | tr '\n' ' ')" = 'for-robin.card 1 ' ] || fail 'a pipe carries more than it should'
grep -q 'I sat on the back stairs.' mission || fail 'the preview is what will be read'
! grep -q resignation mission || fail 'what is marked stays here'
shows 'I sat on the back stairs.' R open --look "$letter"
refuses 1 'These are not the words' S peers compare Robin <<<'one two three four five six'
refuses 1 'There is a journal in' S init
refuses 3 'There is no journal' S --journal nowhere list
tells 'These eleven words open the journal' S --journal other --state other.state init

# Shells complete its commands; `tests/cli` tries that in real ones.
for shell in bash zsh fish; do shows 'peerjournal' peerjournal completion "$shell"; done

# Where it is, and how it is opened, can be said in several ways. `pj` is the same program.
shows 'peerjournal' peerjournal --version
shows 'Keep a private journal' peerjournal --help
shows 'Keep a private journal' pj -h
export PEERJOURNAL_HOME=$PWD/s
shows 'The stairwell' peerjournal --state s.state --passphrase-command 'cat s.pass' list
shows 'The stairwell' pj --state s.state --passphrase-fd 0 --no-color --debug list <s.pass
NO_COLOR=1 shows 'The stairwell' S list
unset PEERJOURNAL_HOME
mkdir -p "$PEERJOURNAL_CONFIG"
echo 'passphrase_command = "cat s.pass"' >"$PEERJOURNAL_CONFIG/settings.toml"
shows 'The stairwell' peerjournal --journal s --state s.state list
rm "$PEERJOURNAL_CONFIG/settings.toml"
refuses 2 'Pass the passphrase with' peerjournal --journal s --state s.state list
refuses 4 "That passphrase didn't open it." peerjournal --journal s --state s.state --passphrase-fd 3 list 3<r.pass
refuses 2 'There is no such command.' S lists
refuses 2 'There is no option' S list --colour

# Writing. The text stands on the command line, or is piped in; what was understood is told.
tells 'Kept 3 · 2012-03-02 18:30 · "I was walking." · starred' S write '2 march 2012 at 6:30pm *: I was walking.'
tells 'Kept 4 · ' S write --no-date 'yesterday: all my troubles' --star
tells 'Kept 5 · story · ' S write --story --tag Work --tag nature --title 'The swim' \
  --at '31 jan 2026' 'Bettany and Ines swam. Ask bettany@example.org, or 555-0147.'
tells 'Kept 6 · 2026-01-31 10:00' S write --zone Asia/Tokyo --at '2026-01-31 10:00' 'Breakfast by the bay.'
refuses 2 'Write it as 2020-03-04 or 2020-04-03.' S write '3/4/2020: which was it?'
refuses 2 'It asks: How is it, right now?' S write --way-in just-today
refuses 2 'Your own editor needs a terminal.' S write --editor
refuses 2 'There was no text.' S write
shows 'just-today' S ways
json '.items[0].prompts | length > 0' S ways --json
shows 'prompts' S ways show just-today
tells 'Kept.' peerjournal --journal s --state s.state jot 'Ask about the lake.'
tells 'Kept.' peerjournal --journal s --state s.state jot <<<'And about the weir.'

# Looking.
shows 'The stairwell  #work' S list
[ "$(S list 2>err | wc -l)" -eq 8 ] || fail 'the jots are in the journal now'
json '[.items[].number] == ["5"]' S list -n 1 --from 2026-01-01 --to 2099-01-01 --tag nature --kind story --json
json '[.items[].number] == ["3"]' S list --on 2012-03 --starred --json
json '[.items[].number] == ["3"]' S list -year 2012 -starred -not -contains troubles --json
json '[.items[].kind] == ["entry"]' S find stairs '#work' from:2026 -bettany --json
json '.items == []' S find -n 2 --from 2026 --to 2026-12 --on 2026-05 --tag work --starred --kind letter nothing --json
prints 'I was walking.' S show 3 --raw
shows 'I was walking.' S show 3
json '.starred and .written[:16] == "2012-03-02T18:30"' S show 3 --json
refuses 2 'Pass `--yes`' S show 3 --out copy.md
tells 'A plain copy is in' S show 3 --out copy.md --yes
grep -q 'I was walking.' copy.md
id=$(S show 3 --json 2>err | jq -r .id)
prints 'I was walking.' S show "${id:0:14}" --raw
refuses 1 'There is no entry with that number.' S show 99
shows '2  Work' S tags
json '[.items[].tag] | index("nature")' S tags --json
refuses 2 'Pass `--yes`' S tags rename nature work
tells '' S tags rename nature outdoors --yes --in-text
shows '1  outdoors' S tags

# Changing, hiding, and what was before.
tells 'Changed 3' S edit 3 --title 'By the lake' --tag lake --tag slow --at '2 march 2012'
tells 'Asia/Tokyo' S edit 3 --zone Asia/Tokyo
tells 'Europe/Berlin' S edit 3 --zone Europe/Berlin --same-moment
tells 'Changed 3' S edit 3 --untag slow --unstar
tells 'Changed 3' S edit 3 --star --body - <<<'I was walking by the lake.'
tells 'Changed 3' S edit 3 <<<'I was walking by the weir.'
refuses 2 'Your own editor needs a terminal.' S edit 3 --editor
json '.items | length >= 3' S versions 3 --json
shows 'I was walking by the lake.' S versions 3 --show 2 --no-backups
tells 'Back: 3' S bring-back 3 --version 2 --yes
refuses 2 'Pass `--yes`' S remove 4
tells 'Removed.' S remove 4 --yes
shows 'all my troubles' S bring-back
json '.items[0].number == "4"' S bring-back --json
tells 'Back: 4' S bring-back 4 --yes
tells 'Nothing was changed on two devices.' S settle
json '.items == []' S settle --json
refuses 1 'There is one version of that only.' S settle 3 --keep 1
refuses 1 'There is one version of that only.' S settle 3 --keep-both

# A story, shaped for somebody: what helped, what is in it, where it stands, who else is in it.
shows 'The stairwell' S show "$n"
tells '' S tools "$n" --helped 'a walk before the call' --when 'on heavy days' --might-differ 'legs' --light open
tells '' S tools "$n" --didnt 'coffee' --tag mornings
tells '' S tools "$n" --depends 'music'
tells '' S tools "$n" --unsure 'lists'
tells '' S tools "$n" --item 2 --light mine
tells '' S tools "$n" --move 3 1
shows 'lists' S tools "$n" --take-out 4
json 'length > 0' S tools "$n" --json
shows 'panic or crisis' S note --topics
tells 'Kept with story' S note "$n" --topic 'work' --described --skip 'the middle' --ends steady --help-line
tells 'Kept with story' S note "$n" --mentioned --no-help-line
json '.content_note.ends == "steady"' S note "$n" --json
tells 'The note is taken away.' S note "$n" --clear
tells 'Kept with story' S stands "$n" coming through
prints 'coming through' S stands "$n"
json '.stands == "coming through"' S stands "$n" --json
tells 'It says nothing about that now.' S stands "$n" --clear
prints '1' S people add 'a friend from work' --name Bettany --asked yes
json '.items | length == 1' S people --json
tells '' S people change 1 --stand-in 'a woman from work' --name Betty --asked "can't ask"
json '.number == "1"' S people change 1 --drop-name Betty --json
json '.number == "2"' S people add 'a neighbor' --name Oona --json
undecided 'phone number' S names 5
undecided 'in place of Ines' S names 5 --stand-in Ines 'a friend'
undecided 'Left in, as you decided' S names 5 --keep 555-0147
undecided 'phone number' S names 5 --ask-again 555-0147
undecided 'e-mail address' S names 5 --leave-out 555-0147
shows 'in place of Ines' S names 5 --vaguer bettany@example.org 'her address'
shows 'in place of Ines' S names 5 --looked
shows 'in place of Bettany' S names 5
json '.to_decide == []' S names 5 --json

# The circle.
shows 'Robin' S peers
json '.items[0].name == "Robin"' S peers --json
shows 'Yours, for you to read aloud' S peers words Robin
shows 'age1' S peers card --for Ines --age
shows 'BEGIN' S peers card --for Robin --new
R peers card --for Sammy --out for-sammy.card >out 2>err
shows 'to-ada.age' S peers add Ada for-sammy.card --out to-ada.age
key=$(R peers card --for Noor --age 2>err)
tells 'can be sealed to that key' S peers add Kim --age "$key"
tells 'is in your circle' S peers add Grandma
tells 'They are Gran now.' S peers rename Grandma Gran
refuses 2 'Pass `--yes`' S peers drop Gran
tells 'is no longer in your circle' S peers drop Kim --yes

# Sharing in other forms, setting aside first, and what must be decided before.
tells 'Kept' S write --story <<<$'A quiet day by the water.\n\n:careful\nIt was cold.\n:end'
m=$(S list -n 1 --json 2>err | jq -r '.items[0].number')
last() { S list -n 1 --json 2>err | jq -r '.items[0].number'; }
tells 'Kept' S write --story 'Ring me: 555-0199.'
refuses 1 'Each needs your decision' S preview "$(last)" --to Robin
around=(--wish ideas --hold talk --note 'For you.' --keep water --beside)
shows 'For you.' S preview "$m" --to Robin "${around[@]}" --careful 1 --form sealed
refuses 2 'Look at it with `peerjournal preview`' S share "$m" --to Robin
refuses 2 '`--before` walks with you at a terminal' S share "$m" --to Robin --before
shows '.age' S share "$m" --to Robin "${around[@]}" --careful 1 --looked --armor --out armored.age
shows '.html' S share "$m" --to Gran --form page --looked --out . --yes
shows '.pdf' S share "$m" --to Gran --form pdf --looked --out . --yes
shows 'plain.md' S share "$m" --to Gran --form markdown --looked --yes --out plain.md
refuses 1 'an entry never leaves' S share 1 --to Robin --unconfirmed --looked
refuses 2 'Reading together needs a terminal' S together "$m" --to Robin "${around[@]}" --careful 1 --looked --yes
refuses 2 'Reading together needs a terminal' S together --paused 1 --to Robin
prints '1' S pause "$m" --to Gran --wish been_there --hold keep --note 'For Gran.' --until tomorrow
json '.items[0].number == "1"' S paused --json
shows 'A quiet day by the water.' S paused 1
prints '1' S pause --longer 1 '3 days'
refuses 1 'until' S share --paused 1 --looked
tells '' S pause --end 1
shows 'quiet day' S preview --paused 1
tells '' S pause --keep 1

# Letters, answers, and the record of what was given.
shows 'from Robin' S letters --threads
json '.items | length > 1' S letters --json
shows 'the back stairs' S letters show 2
json '.number == "2"' S letters show 2 --json
shows '--short 1' R reply "$r" --starters
json '.items | length > 3' R reply "$r" --starters --json
shows 'reply-2' R reply "$r" --short 1 --out reply-2 --looked --yes --unconfirmed --form sealed --keep x
refuses 1 'There is no careful passage 1' R reply "$r" --line x --careful 1
tells 'Nothing' R reply "$r" --starter listening --look-over <<<'three'
refuses 1 'They have not asked for ideas' R reply "$r" --ideas 'walk'
prints '1' R reply "$r" --picture 'the stairs' --life 'mine' --carry 'slowly' --offer --pause tomorrow
by_phone=$(S reply 1 --came-another-way <<<'They rang, and said thank you.' 2>err)
tells '' S letters remove "$by_phone" --yes
shows 'Robin' S ledger
json '.items | length > 0' S ledger --json
shows 'I sat on the back stairs.' S ledger show 1
json '.number == "1"' S ledger show 1 --json
tells '' S ledger note 1 'Before the long meeting.'
tells '' S ledger note 1 --none
tells '' S ledger spoken 1
shows '' S take-back 1
shows '.age' S take-back 1 --out back.age --form sealed --unconfirmed
tells '' S ledger forget 2 --yes
tells '' S ledger off
tells '' S ledger on
tells '' S ledger clear --yes
shows '' S take-back -l 1
tells '' S people remove 1 --yes

# A shelf of one's own, and help, which needs no passphrase.
tells '' S shelf add --from 3 'By the weir, I could breathe.'
tells '' S shelf add --letter 2 <<<'the back stairs'
tells '' S shelf move 2 up
shows '' S shelf another 1
json '.items | length == 2' S shelf --json
shows '' S shelf put-away 1
shows 'Feet on the floor.' peerjournal steady
for also in '' --words --worried; do shows '' peerjournal help-now $also; done

# Moving in, and moving out.
printf '[2020-05-01 15:00] The weir. *\nA heron.\n\n[2020-05-02 15:00] @reeds again\n' >old.txt
options=(--timezone Europe/Berlin --timeformat '%Y-%m-%d %H:%M' --locations --devices)
shows 'The weir.' S import old.txt --as jrnl --dry-run "${options[@]}" --jrnl-compat --split-times
json '.' S import old.txt --as jrnl --dry-run --json "${options[@]}"
refuses 2 'Pass `--yes`' S import old.txt
tells 'Moved in: 2 entries.' S import old.txt --yes --source-passphrase-fd 9
tells 'Nothing was added.' S import old.txt --yes
tells 'Taken out: 2 entries.' S import --undo --yes
refuses 2 'Pass `--yes`' S export moved-out --format json
for form in markdown json jrnl; do prints "out-$form" S export "out-$form" --format "$form" --yes; done
prints out-all S export out-all --format json --with-letters --yes
jq -e '.entries | length > 4' out-json/*.json >jq.out
tells 'Moved in: ' R import out-json/*.json --yes

# Files that came in with an entry.
mkdir notes
echo '![a heron](heron.png)' >'notes/2024-01-15 the heron.md'
printf '\x89PNG heron' >notes/heron.png
tells 'Moved in: 1 entry.' S import notes --as markdown --timezone Europe/Berlin --yes
heron=$(S find heron --json 2>err | jq -r '.items[0].number')
shows 'heron.png' S files "$heron"
json '.items[0].name == "heron.png"' S files "$heron" --json
refuses 2 'Pass `--yes`' S files "$heron" --save 1 --out heron.png
prints 'heron.png' S files "$heron" --save heron.png --out heron.png --yes
cmp heron.png notes/heron.png
refuses 2 '' S files "$heron" --open 1

# Keeping it safe.
shows 'backup.tar' S backup backup.tar
tells 'Your journal is back in' S --journal back --state back.state restore backup.tar
shows 'sealed' peerjournal inspect "$letter"
json '.kind' peerjournal inspect - --json <"$letter"
shows '' S check
json '.repair.needed | not' S check --json --repair --yes
tells '' S compact
shows 'This device' S devices
json '.items | length == 1' S devices --json
cp -a s older && tells 'Kept' S write 'After the copy.'
rm -r s && mv older s
refuses 9 '' S write 'Not kept.'
shows 'put back' S check --go-on --yes
tells 'Kept' S write 'On the new device.'
prints 'I was walking by the lake.' S show 3b --raw
echo 'another made-up one' >new.pass
tells 'The new passphrase opens' S keys passphrase --new-passphrase-fd 4 4<new.pass
mv new.pass s.pass
tells 'These eleven words' S keys recovery
json 'type == "object"' S keys --json
tells 'sealed under new keys' S keys renew --no-recovery --yes
tells 'sealed under new keys' S erase 4b --no-recovery --yes
refuses 1 'Other devices write to this folder too' S forget-journal
refuses 2 'Pass `--yes`' S forget-journal --other-devices
tells 'The journal is gone' S forget-journal --other-devices --settings --yes
[ ! -e s ] || fail 'its folder is gone'
shows 'That was the whole way.' peerjournal demo --play
