#!/usr/bin/env bash
# Makes the font subsets of this folder again. Needs apt-get (fonts-noto-core), npm and
# `pip install fonttools==4.68.0 brotli`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-sans-mono@0.4.2
for archive in *.tgz; do mkdir "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"; done

bangla=U+0020-002F,U+003A-0040,U+005B-0060,U+007B-007E,U+00A0,U+0951-0952,U+0964-0965,U+0980-09FF,U+1CD0,U+1CD2,U+1CD5,U+1CD8
bangla=$bangla,U+1CE1,U+1CEA,U+1CED,U+1CF2,U+1CF5-1CF7,U+200B-200D,U+2010-2015,U+2018-201E,U+2026,U+20B9,U+2212,U+25CC,U+A8F1
latin=U+0020-007E,U+00A0-00FF,U+0100-0101,U+0112-0113,U+012A-012B,U+014C-014D,U+0131,U+0152-0153,U+0160-0161,U+016A-016B,U+0178
latin=$latin,U+017D-017E,U+02BC,U+02C6,U+02DA,U+02DC,U+0300-0304,U+0306-030C,U+0323-0328,U+1E0D,U+1E25,U+1E37,U+1E41-1E43
latin=$latin,U+1E45-1E47,U+1E5B,U+1E63,U+1E6D,U+2009-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033
latin=$latin,U+2039-203A,U+2044,U+2070-208E,U+20AC,U+20B9,U+2116,U+2122,U+2153-2154,U+215B-215E,U+2212,U+2215
mono=U+0020-007E,U+00A0-00FF,U+2010-2026,U+2190-2193

# subset NAME SOURCE CODEPOINTS OPTIONS...: writes NAME.ttf and NAME.woff2
subset() {
  local name=$1 source=$2 points=$3
  shift 3
  pyftsubset "$source" --unicodes="$points" "$@" --output-file="$here/$name.ttf"
  pyftsubset "$source" --unicodes="$points" "$@" --flavor=woff2 --output-file="$here/$name.woff2"
}

for face in Regular Bold; do
  subset "NotoSansBengali-$face" "/usr/share/fonts/truetype/noto/NotoSansBengali-$face.ttf" "$bangla" \
    --layout-features='*' --layout-scripts=DFLT,bng2,beng,latn --no-hinting --drop-tables+=DSIG,meta --notdef-outline
done
features=kern,mark,mkmk,liga,locl,tnum,lnum,ccmp
sans=expo-google-fonts-noto-sans-0.4.2/package
subset NotoSans-Regular $sans/400Regular/NotoSans_400Regular.ttf "$latin" --layout-features=$features
subset NotoSans-Bold $sans/700Bold/NotoSans_700Bold.ttf "$latin" --layout-features=$features
subset NotoSans-Italic $sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf "$latin" --layout-features=$features
subset NotoSansMono-Regular expo-google-fonts-noto-sans-mono-0.4.2/package/400Regular/NotoSansMono_400Regular.ttf "$mono"
