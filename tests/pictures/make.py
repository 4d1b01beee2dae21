#!/usr/bin/env python3
"""Makes the pictures beside it, with Pillow 13: `python3 make.py`. Each holds the word "canary" wherever its format has
room for what is not the picture."""
from pathlib import Path
from PIL import Image, ImageOps, PngImagePlugin

HERE = Path(__file__).parent
RED, BLUE, CLEAR = (200, 30, 30, 255), (30, 30, 200, 255), (0, 0, 0, 0)


def halves(width, height, top=RED, bottom=BLUE):
    picture = Image.new("RGBA", (width, height), top)
    picture.paste(bottom, (0, height // 2, width, height))
    return picture


def exif(orientation=None):
    tags = Image.Exif()
    tags[0x010E], tags[0x013B] = "canary", "canary"
    if orientation:
        tags[0x0112] = orientation
    tags.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0), 29: "canary"})
    return tags


# A camera held upright stores the picture lying on its side, and a note to turn it.
upright = halves(20, 40).convert("RGB")
upright.transpose(Image.Transpose.ROTATE_90).save(HERE / "turned.jpg", exif=exif(6), comment=b"canary", quality=95)
assert ImageOps.exif_transpose(Image.open(HERE / "turned.jpg")).size == (20, 40)

# A palette of which one color is transparent, as drawing programs save small files.
text = PngImagePlugin.PngInfo()
text.add_text("Comment", "canary")
text.add_itxt("XML:com.adobe.xmp", "canary")
halves(40, 20, bottom=CLEAR).quantize(4).save(HERE / "palette.png", pnginfo=text, exif=exif())

halves(40, 20, bottom=CLEAR).save(HERE / "still.webp", quality=90, exif=exif(), xmp=b"canary")
halves(40, 20).save(
    HERE / "animated.webp", save_all=True, append_images=[halves(40, 20, BLUE, RED)], duration=100, lossless=True,
    exif=exif(), xmp=b"canary",
)
