//! Rules about annotations: is the markup well formed, and does it say what it seems to say?
