package metatextgrad.statistics;

/** An interval of a share. */
public record Interval(double low, double high) {
    /**
     * The 97.5 % point of the normal distribution. A literal, because a computed one could differ
     * by one bit between processors, and intervals are part of events.
     */
    static final double Z = 1.959963984540054;

    /**
     * Returns Wilson's 95 % interval of a mean of n values in [0, 1]. For values other than 0 and 1
     * it is rather too wide than too narrow. For n = 0 it is [0, 1].
     */
    public static Interval wilson(double mean, int n) {
        return wilson(mean, n, Z);
    }

    /** Returns Wilson's interval of this many standard errors to both sides. */
    static Interval wilson(double mean, int n, double errors) {
        if (n == 0) return new Interval(0, 1);
        double square = errors * errors;
        double centre = (mean + square / (2 * n)) / (1 + square / n);
        double half =
                errors
                        * Math.sqrt(mean * (1 - mean) / n + square / (4.0 * n * n))
                        / (1 + square / n);
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
