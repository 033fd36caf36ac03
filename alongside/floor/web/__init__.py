"""The look and the manners of every page: layout, audiences, field templates, errors, exports."""
