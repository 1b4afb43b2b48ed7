//! Blinks. Borrowed from the harbour and returned by lifetime.

#[derive(Debug, Clone, Copy, PartialEq)]
enum Lamp {
    On,
    Off,
    Shouting,
}

impl Lamp {
    fn next(self, paraffin: u32) -> Lamp {
        match (self, paraffin) {
            (_, 0) => Lamp::Shouting,
            (Lamp::On, _) => Lamp::Off,
            _ => Lamp::On,
        }
    }
}

fn main() {
    let mut lamp = Lamp::Off;
    for paraffin in (0..5).rev() {
        lamp = lamp.next(paraffin);
        println!("{lamp:?}");
    }
}
