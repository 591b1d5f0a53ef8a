package metatextgrad.model;

/** The number of a record on a compacted topic. It only grows; a reader ignores older ones. */
public record Serial(long number) implements Comparable<Serial> {
    public Serial {
        if (number < 1) throw new IllegalArgumentException("serial starts at 1, not " + number);
    }

    public Serial next() {
        return new Serial(number + 1);
    }

    @Override
    public int compareTo(Serial other) {
        return Long.compare(number, other.number);
    }
}
