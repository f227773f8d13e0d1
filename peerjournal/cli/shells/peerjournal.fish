# Completion for peerjournal in fish.
# The program that answers is the one on your path: a key in a stranger's folder must not run what lies there.
function __peerjournal_ask
    set -l line (commandline -cp | string collect)
    if test "$line" != "$__peerjournal_line"
        set -g __peerjournal_line $line
        set -l program (string replace -r '.*/' '' -- (commandline -opc)[1])
        set -g __peerjournal_answers (printf '%s' $line | command $program completion fish --answer 2>/dev/null)
    end
end
function __peerjournal_path
    __peerjournal_ask
    string match -qr '^(file|dir)\t' -- $__peerjournal_answers[1]
end
function __peerjournal_words
    __peerjournal_ask
    for answer in (string match -r '^plain\t.*' -- $__peerjournal_answers)
        string replace -r '^plain\t' '' -- $answer
    end
end
for name in peerjournal pj
    complete -c $name -f
    complete -c $name -n __peerjournal_path -F
    complete -c $name -a '(__peerjournal_words)'
end
