# How a step of the story is held to what it says. Each runs one command; what it wrote stays in `out` and `err`.

fail() { echo "line ${BASH_LINENO[-2]}: $1" >&2; sed 's/^/  out: /' out >&2; sed 's/^/  err: /' err >&2; exit 1; }

run() {
  code=0
  "$@" >out 2>err || code=$?
  ! grep -q $'\x1b' out err || fail "colour in a pipe"
}

# It ends well, and these words stand in the result: `shows WORDS COMMAND…`.
shows() { run "${@:2}"; [ $code = 0 ] || fail "exit $code"; grep -qF -- "$1" out || fail "no '$1' on stdout"; }

# It ends well and says these words, and stdout has nothing: `tells WORDS COMMAND…`.
tells() {
  run "${@:2}"
  [ $code = 0 ] || fail "exit $code"
  [ ! -s out ] || fail "something on stdout"
  tr '\n' ' ' <err | grep -qF -- "$1" || fail "it did not say '$1'"
}

# It ends well, and exactly this is the result: `prints RESULT COMMAND…`.
prints() { run "${@:2}"; [ $code = 0 ] || fail "exit $code"; [ "$(cat out)" = "$1" ] || fail "not '$1'"; }

# It refuses with that exit code and these words, and stdout has nothing: `refuses CODE WORDS COMMAND…`.
refuses() {
  run "${@:3}"
  [ $code = "$1" ] || fail "exit $code"
  [ ! -s out ] || fail "something on stdout"
  tr '\n' ' ' <err | grep -qF -- "$2" || fail "it did not say '$2'"
}

# It is done, and exit code 1 says that this is still to be decided: `undecided WORDS COMMAND…`.
undecided() { run "${@:2}"; [ $code = 1 ] || fail "exit $code"; grep -qF -- "$1" out || fail "no '$1' on stdout"; }

# It ends well, and the result is one JSON document of which this is true: `json FILTER COMMAND…`.
json() {
  run "${@:2}"
  [ $code = 0 ] || fail "exit $code"
  jq -es "length == 1 and (.[0] | $1)" out >/dev/null || fail "not: $1"
}
