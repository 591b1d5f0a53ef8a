package metatextgrad.streams;

import java.time.Duration;

/**
 * Bounds the lines of a log that records of others cause: a faulty sender can write millions. Not
 * thread-safe.
 */
public final class MinuteQuota {
    /** How many lines a minute has. */
    public static final int LINES = 10;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private long minute;
    private int lines;

    /** What the log gets for one more record. */
    public enum Next {
        /** A line. */
        LINE,
        /** A last line, which states that further ones are missing. */
        LAST,
        NOTHING
    }

    /**
     * Counts a record.
     *
     * @param now in milliseconds since 1970
     */
    public Next next(long now) {
        if (now / MINUTE != minute) lines = 0;
        minute = now / MINUTE;
        if (lines > LINES) return Next.NOTHING;
        lines++;
        return lines > LINES ? Next.LAST : Next.LINE;
    }
}
