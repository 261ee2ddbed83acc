#!/usr/bin/env bash
# Makes the font subsets of this folder again. Needs apt-get (fonts-noto-core), npm and
# `pip install fonttools==4.68.0 brotli`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-sans-mono@0.4.2 @expo-google-fonts/noto-sans-math@0.4.2
for archive in *.tgz; do mkdir "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"; done

bangla=U+0020-002F,U+003A-0040,U+005B-0060,U+007B-007E,U+00A0,U+0951-0952,U+0964-0965,U+0980-09FF,U+1CD0,U+1CD2,U+1CD5,U+1CD8
bangla=$bangla,U+1CE1,U+1CEA,U+1CED,U+1CF2,U+1CF5-1CF7,U+200B-200D,U+2010-2015,U+2018-201E,U+2026,U+20B9,U+2212,U+25CC,U+A8F1
# What every page needs of the Latin faces; the rest is in files of their own, fetched where a page has such a letter.
common=U+0020-007E,U+00A0,U+00A9,U+00B0,U+00B7,U+00D7,U+2010-2014,U+2018-2019,U+201C-201D,U+2022,U+2026,U+2212
rest=U+00A1-00A8,U+00AA-00AF,U+00B1-00B6,U+00B8-00D6,U+00D8-0101,U+0112-0113,U+012A-012B,U+0131,U+014C-014D,U+0152-0153
rest=$rest,U+0160-0161,U+016A-016B,U+0178,U+017D-017E,U+02BC,U+02C6,U+02DA,U+02DC,U+0300-0304,U+0306-030C,U+0323-0328,U+1E0D
rest=$rest,U+1E25,U+1E37,U+1E41-1E43,U+1E45-1E47,U+1E5B,U+1E63,U+1E6D,U+2009-200A,U+2015,U+201A-201B,U+201E,U+2020-2021
rest=$rest,U+202F-2030,U+2032-2033,U+2039-203A,U+2044,U+2070-208E,U+20AC,U+2116,U+2122,U+2153-2154,U+215B-215E,U+2215
latin=$common,$rest,U+200B,U+20B9
mono=U+0020-007E,U+00A0-00FF,U+2010-2026,U+2190-2193

# What Bangla pages fetch: the letters for which style.css takes Bangla from this font.
fetched=U+0951-0952,U+0964-0965,U+0980-09FF,U+200C-200D,U+20B9,U+25CC

# web NAME SOURCE CODEPOINTS OPTIONS...: writes NAME.woff2 with those of the letters of SOURCE.
web() {
  local name=$1 source=$2 points=$3
  shift 3
  pyftsubset "$here/$source.ttf" --unicodes="$points" --no-hinting "$@" --flavor=woff2 --output-file="$here/$name.woff2"
}

bengali=('--layout-features=*' --layout-scripts=DFLT,bng2,beng)
for face in Regular Bold; do
  pyftsubset "/usr/share/fonts/truetype/noto/NotoSansBengali-$face.ttf" --unicodes="$bangla" \
    '--layout-features=*' --layout-scripts=DFLT,bng2,beng,latn --no-hinting --drop-tables+=DSIG,meta --notdef-outline \
    --output-file="$here/NotoSansBengali-$face.ttf"
done
web NotoSansBengali-Regular NotoSansBengali-Regular "$fetched" "${bengali[@]}"
# The one Bangla word of an English page, বাংলা, so that it need not fetch all the letters.
web NotoSansBengali-Name NotoSansBengali-Regular U+0982,U+09AC,U+09B2,U+09BE "${bengali[@]}"

features=kern,mark,mkmk,liga,locl,tnum,lnum,ccmp
sans=expo-google-fonts-noto-sans-0.4.2/package
for face in Regular:400Regular/NotoSans_400Regular Bold:700Bold/NotoSans_700Bold Italic:400Regular_Italic/NotoSans_400Regular_Italic; do
  name=NotoSans-${face%%:*}
  pyftsubset "$sans/${face#*:}.ttf" --unicodes="$latin" --layout-features=$features --output-file="$here/$name.ttf"
  web "$name" "$name" "$common" --layout-features=$features
  web "$name-More" "$name" "$rest" --layout-features=$features
done
pyftsubset expo-google-fonts-noto-sans-mono-0.4.2/package/400Regular/NotoSansMono_400Regular.ttf --unicodes="$mono" \
  --output-file="$here/NotoSansMono-Regular.ttf"

# Letters and signs of formulas, with their styles, and the signs that charts take from this font.
math=U+0020-007E,U+00A0,U+00AC,U+00B0,U+00B1,U+00B4,U+00B7,U+00D7,U+00F7,U+02C6,U+02C7,U+02D8-02DC,U+0300-0304
math=$math,U+0305-0308,U+030A,U+030C,U+0338,U+0332,U+0391-03A9,U+03B1-03C9,U+03D1,U+03D5,U+03D6,U+03F1,U+03F5,U+2016
math=$math,U+2026,U+2032-2033,U+203E,U+20D7,U+2061,U+2102,U+210E,U+2113,U+2115,U+2119,U+211A,U+211D,U+2124,U+2190-2194
math=$math,U+2196-2199,U+21D0-21D2,U+21D4,U+2200,U+2202-2209,U+220B,U+220F,U+2211-2213,U+2215-2218,U+221A,U+221D,U+221E
math=$math,U+2223,U+2225,U+2227-222B,U+2234-2235,U+223C,U+2248,U+2260-2261,U+2264-2265,U+226A-226B,U+2282-2287,U+22C5
math=$math,U+22EE-22F1,U+2308-230B,U+23DE-23DF,U+27E8-27E9,U+25A0-25A1,U+25B2,U+25BC,U+25CB,U+25CF,U+2605,U+2713
math=$math,U+1D434-1D467,U+1D6A8-1D6E1,U+1D6E2-1D71B,U+1D400-1D433,U+1D4D0-1D503,U+1D538-1D56B,U+1D7CE-1D7E1,U+210D
# Those of most formulas, for pages.
formulas=U+0021,U+0025,U+0028-002C,U+002E-003F,U+0041-005A,U+0061-007E,U+005B-005D,U+005E,U+005F,U+00AC,U+00B0,U+00B1
formulas=$formulas,U+00B4,U+00B7,U+00D7,U+00F7,U+02C6,U+02C7,U+02D8-02DA,U+02DC,U+0391-03A9,U+03B1-03C9,U+2016,U+2026,U+2032
formulas=$formulas,U+203E,U+2102,U+210E,U+2115,U+211A,U+211D,U+2124,U+2190-2194,U+21D2,U+21D4,U+2200,U+2202-2205,U+2207-2209
formulas=$formulas,U+220F,U+2211-2213,U+2217,U+2218,U+221A,U+221D,U+221E,U+2223,U+2225,U+2227-222B,U+2234,U+223C,U+2248,U+2260
formulas=$formulas,U+2261,U+2264,U+2265,U+2282,U+2283,U+2286,U+22C5,U+22EE-22F1,U+2308-230B,U+23DE-23DF,U+27E8-27E9,U+1D434-1D467
formulas=$formulas,U+1D6E2-1D71B
pyftsubset expo-google-fonts-noto-sans-math-0.4.2/package/400Regular/NotoSansMath_400Regular.ttf --unicodes="$math" \
  --layout-features= --no-hinting --drop-tables+=GPOS,GSUB,GDEF --output-file="$here/NotoSansMath-sub.ttf"
web NotoSansMath NotoSansMath-sub "$formulas"
