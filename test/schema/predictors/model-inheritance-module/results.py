from parts import Base


class Text(Base):
    text: str
