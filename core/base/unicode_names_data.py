"""Generates unicode_names.bin, the names that \\N{...} knows, from CPython 3.14's unicodedata (Unicode 16.0).

Run it on the CPython 3.14 inside the npm package `pyodide`; it gives the file as bytes (the name `result`).

Layout, little endian: u32 number of words W, u32 number of names N, u32 bytes of the word texts; W words, each ended by a null
byte, the most frequent first; then N names in order of code point: code point minus the previous one (LEB128), number of words,
and per word its index in one byte below 160, else in two (160 + high, low). An alias comes right behind with difference 0.
Algorithmic names (CJK ideographs, Hangul syllables, Tangut, Nushu, Khitan) are not in it: unicode_names.cpp works them out.
"""
import collections
import struct
import unicodedata

ALGORITHMIC = ("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ", "TANGUT IDEOGRAPH-", "NUSHU CHARACTER-", "KHITAN SMALL SCRIPT CHARACTER-", "CJK COMPATIBILITY IDEOGRAPH-")
C0 = """NULL,NUL;START OF HEADING,SOH;START OF TEXT,STX;END OF TEXT,ETX;END OF TRANSMISSION,EOT;ENQUIRY,ENQ;ACKNOWLEDGE,ACK;ALERT,BEL;BACKSPACE,BS;
CHARACTER TABULATION,HORIZONTAL TABULATION,HT,TAB;LINE FEED,NEW LINE,END OF LINE,LF,NL,EOL;LINE TABULATION,VERTICAL TABULATION,VT;FORM FEED,FF;CARRIAGE RETURN,CR;
SHIFT OUT,LOCKING-SHIFT ONE,SO;SHIFT IN,LOCKING-SHIFT ZERO,SI;DATA LINK ESCAPE,DLE;DEVICE CONTROL ONE,DC1;DEVICE CONTROL TWO,DC2;DEVICE CONTROL THREE,DC3;
DEVICE CONTROL FOUR,DC4;NEGATIVE ACKNOWLEDGE,NAK;SYNCHRONOUS IDLE,SYN;END OF TRANSMISSION BLOCK,ETB;CANCEL,CAN;END OF MEDIUM,EOM,EM;SUBSTITUTE,SUB;ESCAPE,ESC;
INFORMATION SEPARATOR FOUR,FILE SEPARATOR,FS;INFORMATION SEPARATOR THREE,GROUP SEPARATOR,GS;INFORMATION SEPARATOR TWO,RECORD SEPARATOR,RS;
INFORMATION SEPARATOR ONE,UNIT SEPARATOR,US""".replace("\n", "").split(";")
OTHERS = """SP,DELETE,DEL,PADDING CHARACTER,PAD,HIGH OCTET PRESET,HOP,BREAK PERMITTED HERE,BPH,NO BREAK HERE,NBH,INDEX,IND,NEXT LINE,NEL,
START OF SELECTED AREA,SSA,END OF SELECTED AREA,ESA,CHARACTER TABULATION SET,HORIZONTAL TABULATION SET,HTS,CHARACTER TABULATION WITH JUSTIFICATION,
HORIZONTAL TABULATION WITH JUSTIFICATION,HTJ,LINE TABULATION SET,VERTICAL TABULATION SET,VTS,PARTIAL LINE FORWARD,PARTIAL LINE DOWN,PLD,PARTIAL LINE BACKWARD,
PARTIAL LINE UP,PLU,REVERSE LINE FEED,REVERSE INDEX,RI,SINGLE SHIFT TWO,SINGLE-SHIFT-2,SS2,SINGLE SHIFT THREE,SINGLE-SHIFT-3,SS3,DEVICE CONTROL STRING,DCS,
PRIVATE USE ONE,PRIVATE USE-1,PU1,PRIVATE USE TWO,PRIVATE USE-2,PU2,SET TRANSMIT STATE,STS,CANCEL CHARACTER,CCH,MESSAGE WAITING,MW,START OF GUARDED AREA,
START OF PROTECTED AREA,SPA,END OF GUARDED AREA,END OF PROTECTED AREA,EPA,START OF STRING,SOS,SINGLE GRAPHIC CHARACTER INTRODUCER,SGC,SINGLE CHARACTER INTRODUCER,SCI,
CONTROL SEQUENCE INTRODUCER,CSI,STRING TERMINATOR,ST,OPERATING SYSTEM COMMAND,OSC,PRIVACY MESSAGE,PM,APPLICATION PROGRAM COMMAND,APC,NBSP,SHY,LATIN CAPITAL LETTER GHA,
LATIN SMALL LETTER GHA,CGJ,ALM,ZWSP,ZWNJ,ZWJ,LRM,RLM,LRE,RLE,PDF,LRO,RLO,NNBSP,MMSP,WJ,LRI,RLI,FSI,PDI,BYTE ORDER MARK,BOM,ZWNBSP,WEIERSTRASS ELLIPTIC FUNCTION,
MICR ON US SYMBOL,MICR DASH SYMBOL,FVS1,FVS2,FVS3,FVS4,MVS,PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET,LAO LETTER FO FON,LAO LETTER FO FAY,
LAO LETTER RO,LAO LETTER LO,TIBETAN MARK BKA- SHOG GI MGO RGYAN,YI SYLLABLE ITERATION MARK,BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS,
SYRIAC SUBLINEAR COLON SKEWED LEFT,KANNADA LETTER LLLA,HANGUL JONGSEONG KAPYEOUNMIEUM,HANGUL JONGSEONG YESIEUNG-KIYEOK,HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK,
HANGUL JONGSEONG SSANGYESIEUNG,HANGUL JONGSEONG YESIEUNG-KHIEUKH,LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE,
RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE,CUNEIFORM SIGN NU11 TENU,CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR,MEDEFAIDRIN CAPITAL LETTER H,
MEDEFAIDRIN CAPITAL LETTER NG,MEDEFAIDRIN SMALL LETTER H,MEDEFAIDRIN SMALL LETTER NG""".replace("\n", "").split(",")

aliases = collections.defaultdict(list)
candidates = [name for row in C0 for name in row.split(",")] + OTHERS + ["VS%d" % i for i in range(1, 257)]
for name in candidates:
    try:
        aliases[ord(unicodedata.lookup(name))].append(name)
    except KeyError:
        pass

names = []
for c in range(0x110000):
    name = unicodedata.name(chr(c), "")
    if name and not name.startswith(ALGORITHMIC):
        names.append((c, name))
    names.extend((c, alias) for alias in aliases.get(c, []) if alias != name)
counts = collections.Counter(word for _, name in names for word in name.split(" "))
words = sorted(counts, key=lambda word: (-counts[word], word))
index = {word: i for i, word in enumerate(words)}
body = bytearray()
previous = 0
for c, name in names:
    delta, previous = c - previous, c
    while delta >= 128:
        body.append(delta & 127 | 128)
        delta >>= 7
    body.append(delta)
    parts = name.split(" ")
    body.append(len(parts))
    for word in parts:
        i = index[word]
        assert i < 160 + 96 * 256, i
        body += bytes([i]) if i < 160 else bytes([160 + (i - 160 >> 8), i - 160 & 255])
texts = b"".join(word.encode() + b"\0" for word in words)
result = struct.pack("<III", len(words), len(names), len(texts)) + texts + bytes(body)
# What unicode_names.cpp has as kNumbered: to be compared by eye when the data is renewed.
ranges = []
for prefix in ALGORITHMIC:
    run = None
    for c in range(0x110001):
        is_in = c < 0x110000 and unicodedata.name(chr(c), "").startswith(prefix)
        if is_in and run is None: run = c
        if not is_in and run is not None:
            ranges.append((prefix, hex(run), hex(c - 1), unicodedata.name(chr(run)))); run = None
