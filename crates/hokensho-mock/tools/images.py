"""Draws data/images: the faces, and what is printed on each persona's card. Faces of nobody. See data/README.md."""

import sys
import tomllib
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "data" / "images"
# What others read from a test card: 8-bit grey, 16 x 20 mm at 600 dpi, 1,854 bytes.
FACE = (378, 472)
FACE_BYTES = 1_857
# One-bit images of the printed fields, in pixels.
LINE, NUMBER, CODE = (288, 12), (72, 12), (24, 12)


def face(hair, skin, glasses, wrinkles):
    """A head and shoulders out of ellipses."""
    image = Image.new("L", FACE, 225)
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 395, 358, 640), fill=95)  # shoulders
    draw.rectangle((150, 330, 228, 420), fill=skin - 25)  # neck
    draw.ellipse((78, 50, 300, 330), fill=hair)
    draw.ellipse((96, 95, 282, 372), fill=skin)
    draw.ellipse((78, 200, 104, 262), fill=skin - 12)  # ears
    draw.ellipse((274, 200, 300, 262), fill=skin - 12)
    draw.pieslice((86, 55, 292, 215), 180, 360, fill=hair)  # fringe
    for x in (144, 234):
        draw.ellipse((x - 20, 212, x + 20, 232), fill=240)
        draw.ellipse((x - 9, 213, x + 9, 231), fill=40)
        draw.line((x - 26, 196, x + 26, 194), fill=hair, width=6)
        if glasses:
            draw.ellipse((x - 36, 192, x + 36, 252), outline=50, width=4)
    if glasses:
        draw.line((180, 220, 198, 220), fill=50, width=4)
    draw.line((189, 232, 181, 275, 197, 277), fill=skin - 50, width=4)
    draw.chord((152, 290, 226, 328), 10, 170, fill=115)
    for y in wrinkles:
        draw.line((140, y, 238, y), fill=skin - 25, width=3)
    return image.filter(ImageFilter.GaussianBlur(2.2))


def save_face(name, image):
    """As many bytes as fit into FACE_BYTES; the rate is only a wish to the encoder, so wish until it fits."""
    path = IMAGES / f"{name}.jp2"
    for rate in range(850, 1200):
        image.save(path, quality_mode="rates", quality_layers=[rate / 10], irreversible=True, num_resolutions=6)
        if path.stat().st_size <= FACE_BYTES:
            return
    raise SystemExit(f"{name} doesn't fit into {FACE_BYTES} bytes")


def save_text(name, text, size, font):
    """Black on white, one bit a pixel, digits six pixels apart as on a card."""
    image = Image.new("1", size, 1)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    draw.text((0, size[1] // 2), text, fill=0, font=font, anchor="lm")
    image.save(IMAGES / f"{name}.png", optimize=True, dpi=(600, 600))


def main():
    font = ImageFont.truetype(sys.argv[1], 12)
    IMAGES.mkdir(parents=True, exist_ok=True)
    save_face("face-1", face(hair=40, skin=185, glasses=False, wrinkles=[]))
    save_face("face-2", face(hair=205, skin=175, glasses=True, wrinkles=[160, 172]))
    cards = {"neutral": ("見本", "見本", "0000", "999000000000")}
    for path in sorted((ROOT / "personas").glob("*.toml")):
        persona = tomllib.loads(path.read_text(encoding="utf-8"))
        holder, card = persona["holder"], persona["card"]
        if card["kind"] == "card":
            cards[persona["name"]] = holder["name"], holder["address"], card["security_code"], card["my_number"]
    for name, (holder, address, code, number) in cards.items():
        save_text(f"{name}-name", holder, LINE, font)
        save_text(f"{name}-address", address, LINE, font)
        save_text(f"{name}-security-code", code, CODE, font)
        save_text(f"{name}-my-number", number, NUMBER, font)


main()
