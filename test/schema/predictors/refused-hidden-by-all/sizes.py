__all__ = ("Size",)

Size = str
Other = int
