#!/usr/bin/env bash
# Draws public/icon-{192,512}.png out of public/icon.svg with Debian's Chromium. The pictures are committed: run it after
# a change of the drawing.
# Not here: the icon of browser tabs (public/favicon.svg).

source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

for size in 192 512; do
    page="data:text/html,<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>"
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
        --window-size="$size,$size" --screenshot="public/icon-$size.png" "$page$(sed 's/#/%23/g' public/icon.svg)"
done
