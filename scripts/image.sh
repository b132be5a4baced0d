#!/usr/bin/env bash
# Builds the container image of deploy/Containerfile from Debian's packages and the release program, tries it as the user it
# names, and writes it to an archive that `podman load` and `docker load` read. Usage: scripts/image.sh [ARCHIVE];
# IMAGE_BIN is the program, if not the release build. Needs root, or a user whom the system lets have namespaces.
# Not here: what the image holds (see deploy/Containerfile), building the program.

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

archive="$(realpath -m "${1:-$TARGET_DIR/kvitok-image.tar}")"
program="${IMAGE_BIN:-$TARGET_DIR/release/kvitok}"
[[ -x "$program" ]] || fail "no program at $program: cargo build --release --locked --bin kvitok"
port=39890
work="$(mktemp -d)"
box=""
finish() {
    [[ -z "$box" ]] || buildah rm "$box" >/dev/null
    rm -rf "$work"
}
trap finish EXIT
# No runtime, no overlay, no network of its own: what any machine has that can build at all.
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs

# The program needs the C library it was built with, or a newer one: so the base is of the release that builds.
base() {
    local suite
    suite="$(source /etc/os-release && echo "$VERSION_CODENAME")"
    # A certificate authority is trusted once it is in the one file that TLS libraries read; no package's script runs here.
    # shellcheck disable=SC2016 # $1 is the hook's own
    mmdebstrap --quiet --variant=extract --include=base-files,ca-certificates,libc6,libgcc-s1,netbase,tzdata \
        --customize-hook='cat "$1"/usr/share/ca-certificates/mozilla/*.crt >"$1/etc/ssl/certs/ca-certificates.crt"' \
        --customize-hook='echo "kvitok:x:10001:10001::/var/lib/kvitok:/usr/sbin/nologin" >"$1/etc/passwd"' \
        --customize-hook='install -d -o 10001 -g 10001 -m 700 "$1/var/lib/kvitok"' \
        --customize-hook='rm -rf "$1"/usr/share/doc "$1"/usr/share/man "$1"/usr/share/locale "$1"/var/cache/* "$1"/var/lib/apt' \
        "$suite" "$work/base.tar"
}

build() {
    cp "$program" "$work/kvitok"
    strip "$work/kvitok"
    buildah build --quiet --file deploy/Containerfile --tag kvitok "$work" >/dev/null
}

inside() { buildah run --user 10001:10001 "$box" -- /usr/local/bin/kvitok "$@"; }

# asked PATH PORT: waits until the program in the box answers with 200.
asked() {
    local tries
    for tries in $(seq 150); do
        curl -sf -o "$work/answer" "http://127.0.0.1:$2$1" && return
        sleep 0.1
    done
    fail "the image's program gives no answer to $1 after $tries tries: $(tail -3 "$work/said")"
}

try() {
    box="$(buildah from kvitok)"
    inside --version
    ! buildah run "$box" -- /bin/sh -c true 2>/dev/null || fail "the image has a shell"
    buildah config --env "KVITOK_LISTEN=127.0.0.1:$port" --env "KVITOK_METRICS_LISTEN=127.0.0.1:$((port + 1))" "$box"
    inside serve >"$work/said" 2>&1 &
    local server=$!
    asked /readyz "$((port + 1))"
    asked /sign-in "$port"
    grep -q '<html' "$work/answer" || fail "the image's program shows no page"
    # Only the program itself may stop at SIGTERM, and in order: `buildah run` waits for it.
    pkill -TERM -u 10001 -f '^/usr/local/bin/kvitok serve$' || fail "no program of the image's user runs"
    wait "$server" || fail "the image's program did not stop in order: $(tail -3 "$work/said")"
    echo "buildah: deploy/Containerfile builds; its program runs as 10001, answers and stops at SIGTERM; it has no shell"
}

step "Base of the image, from Debian's packages" base
step "Image" build
step "The image's program" try
rm -f "$archive"
step "Archive" buildah push --quiet kvitok "docker-archive:$archive:kvitok:latest"
echo "$archive: $(du -m "$archive" | cut -f1) MB; read it with \`podman load -i\` or \`docker load -i\`"
