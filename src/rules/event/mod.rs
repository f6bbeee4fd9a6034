//! Rules about events that the writer annotates.

pub mod no_date;
pub mod order;
