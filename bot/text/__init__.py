"""What people read: catalogues in Kazakh, Russian and English, and the replies made of them."""
