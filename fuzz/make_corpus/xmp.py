#!/usr/bin/env python3
"""Writes the corpus of xmp_fuzz: small XMP packets, good and damaged."""
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "xmp_fuzz"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def packet(content):
    return (f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            f'<rdf:RDF {RDF}>{content}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>')


ATTRIBUTE = packet('<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="T &amp; U"/>')
FILES = {
    "attribute": ATTRIBUTE,
    "element": packet('<rdf:Description><q:AIGC xmlns:q="http://www.tc260.org.cn/ns/AIGC/1.0/">{"a":1}</q:AIGC></rdf:Description>'),
    "bag": packet('<rdf:Description><dc:s><rdf:Bag><rdf:li>1</rdf:li><rdf:li>2</rdf:li></rdf:Bag></dc:s></rdf:Description>'),
    "alt": packet('<rdf:Description><dc:t><rdf:Alt><rdf:li xml:lang="x-default">t</rdf:li></rdf:Alt></dc:t></rdf:Description>'),
    "history": packet('<rdf:Description><m:H><rdf:Seq><rdf:li rdf:parseType="Resource"><e:a>c</e:a></rdf:li>'
                      '<rdf:li e:b="2"/></rdf:Seq></m:H></rdf:Description>'),
    "structure": packet('<rdf:Description><m:D><rdf:Description r:i="7"><r:j>8</r:j></rdf:Description></m:D></rdf:Description>'),
    "value": packet('<rdf:Description><d:c rdf:parseType="Resource"><rdf:value>v</rdf:value><n:r>x</n:r></d:c></rdf:Description>'),
    "resource": packet('<rdf:Description><i:D rdf:resource="u"/></rdf:Description>'),
    "entities": '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + packet('<rdf:Description z:a="&b;&#65;&#x10FFFF;&#0;"/>'),
    "cdata": packet('<rdf:Description><z:a><![CDATA[<&]]></z:a><!-- c --></rdf:Description>'),
    "nested": packet("<z:a>" * 12 + "</z:a>" * 12),
    "value_of_nothing": packet("<rdf:Description rdf:value=''><rdf:value>v</rdf:value></rdf:Description>"),
    "name_of_a_colon": packet("<rdf:Description><:>v</:></rdf:Description>"),
    "cut": ATTRIBUTE[:150],
    "mismatch": packet("<a></b>"),
    "junk": "junk" + ATTRIBUTE + "\0\0junk",
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (FOLDER / name).write_bytes(text.encode())
    for encoding in ("utf-16", "utf-16-be", "utf-32-le", "utf-32-be"):
        (FOLDER / encoding).write_bytes(f'<rdf:RDF {RDF}><rdf:Description z:a="1"/></rdf:RDF>'.encode(encoding))


if __name__ == "__main__":
    main()
