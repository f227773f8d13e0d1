# Completion for peerjournal in bash. It works from 3.2 on; 4.0 and later leave paths to bash only where one is meant.
# The program that answers is the one on your path: a key in a stranger's folder must not run what lies there.
_peerjournal_completion() {
    local kind value help
    COMPREPLY=()
    while IFS=$'\t' read -r kind value help; do
        case $kind in
            plain) COMPREPLY+=("$value") ;;
            file) compopt -o default 2>/dev/null ;;
            dir) compopt -o dirnames 2>/dev/null ;;
        esac
    done < <(printf '%s' "${COMP_LINE:0:COMP_POINT}" | command "${1##*/}" completion bash --answer 2>/dev/null)
}
if type compopt >/dev/null 2>&1; then
    complete -o nosort -F _peerjournal_completion peerjournal pj 2>/dev/null ||
        complete -F _peerjournal_completion peerjournal pj
else
    complete -o default -F _peerjournal_completion peerjournal pj
fi
