"""How a school comes to belong to a family, and leaves it: asked, answered, added, confirmed, left."""
