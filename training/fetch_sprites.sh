#!/bin/sh
# Fetches the sprite packages and the names of emoji from the npm registry: fetch_sprites.sh FOLDER
# Licences: noto, noto-v1 and fxemoji Apache-2.0; twemoji CC-BY-4.0; fluent-emoji and fluent-emoji-flat MIT;
# emojibase-data MIT, its names and keywords are those of Unicode CLDR (Unicode License v3).
set -eu
mkdir -p "$1"
cd "$1"
for package in noto@1.2.9 noto-v1@1.2.5 twemoji@1.2.5 fluent-emoji@1.2.7 fluent-emoji-flat@1.2.6 fxemoji@1.2.2; do
  archive=$(npm pack --silent "@iconify-json/$package")
  folder=${package%@*}
  mkdir -p "$folder"
  tar -xzf "$archive" -C "$folder" --strip-components 1 package/icons.json package/info.json
  rm "$archive"
done

archive=$(npm pack --silent emojibase-data@17.0.0)
mkdir -p emojibase-data
tar -xzf "$archive" -C emojibase-data --strip-components 2 package/en/compact.json
rm "$archive"
