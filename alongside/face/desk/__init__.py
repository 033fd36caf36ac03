"""The pages people work from: the city, districts, schools, one school."""
