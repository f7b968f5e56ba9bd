"""Every kind of pixel becomes plain 8-bit sRGB: alpha on white, ICC profiles applied and then gone."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

_PROFILE_BYTES = 4 * 1024 * 1024


def to_srgb(image: Image.Image) -> Image.Image:
    """Return *image* as mode RGB in sRGB, without alpha. Thread: any."""
    profile = image.info.get("icc_profile")
    image = _eight_bit(image)
    image, alpha = _split_alpha(image)
    if image.mode == "LAB":
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        image = ImageCms.profileToProfile(image, source, _srgb(), outputMode="RGB") or image
    elif isinstance(profile, bytes) and 0 < len(profile) <= _PROFILE_BYTES:
        image = _through_profile(image, profile)
    if image.mode != "RGB":
        image = image.convert("RGB")
    if alpha is not None:
        white = Image.new("RGB", image.size, (255, 255, 255))
        white.paste(image, mask=alpha)
        image = white
    return image


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _through_profile(image: Image.Image, raw: bytes) -> Image.Image:
    """Apply the picture's own profile; a broken or foreign one is passed over, the picture stays."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(raw))
        if "srgb" in ImageCms.getProfileDescription(profile).casefold():
            return image
        return ImageCms.profileToProfile(image, profile, _srgb(), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _split_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    if image.mode in ("RGBa", "La"):
        image = image.convert("RGBA" if image.mode == "RGBa" else "LA")
    if image.mode in ("P", "PA"):
        image = image.convert("RGBA")
    if image.mode == "RGBA":
        alpha = image.getchannel("A")
        return image.convert("RGB"), alpha if alpha.getextrema() != (255, 255) else None
    if image.mode == "LA":
        alpha = image.getchannel("A")
        return image.getchannel("L"), alpha if alpha.getextrema() != (255, 255) else None
    if "transparency" in image.info and image.mode in ("L", "RGB"):
        return _split_alpha(image.convert("LA" if image.mode == "L" else "RGBA"))
    return image, None


def _eight_bit(image: Image.Image) -> Image.Image:
    """Scale 16-bit, 32-bit and floating grey values to 8 bits."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode not in ("I", "F"):
        return image
    low, high = image.getextrema()
    if not isinstance(low, (int, float)) or not isinstance(high, (int, float)):
        return image.convert("L")
    if image.mode == "I" and low >= 0 and high <= 65_535:
        return image.point(lambda value: value * (1 / 257) + 0).convert("L")
    if image.mode == "F" and low >= 0 and high <= 1:
        return image.point(lambda value: value * 255 + 0).convert("L")
    if (low >= 0 and high <= 255) or high == low:
        return image.convert("L")
    scale = 255 / (high - low)
    return image.point(lambda value: value * scale - low * scale).convert("L")
