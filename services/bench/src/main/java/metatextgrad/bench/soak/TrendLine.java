package metatextgrad.bench.soak;

/**
 * A line through points by least squares.
 *
 * @param start its value at the first point
 * @param slope rise for each second
 * @param error standard error of the slope; 0 if all points are on the line
 * @param seconds from the first to the last point
 */
record TrendLine(double start, double slope, double error, double seconds) {
    /**
     * Of a normal distribution, one-sided: a line without a rise exceeds it once in 1,000 times.
     */
    private static final double SURE = 3.1;

    /**
     * @param seconds of the points, in order; at least three of them, not all equal
     * @param values as many
     */
    static TrendLine through(double[] seconds, double[] values) {
        int count = seconds.length;
        if (count < 3 || values.length != count)
            throw new IllegalArgumentException("a line needs three points, not " + count);
        double meanSeconds = mean(seconds);
        double meanValue = mean(values);
        double spread = 0;
        double product = 0;
        for (int i = 0; i < count; i++) {
            spread += square(seconds[i] - meanSeconds);
            product += (seconds[i] - meanSeconds) * (values[i] - meanValue);
        }
        double slope = product / spread;
        double residuals = 0;
        for (int i = 0; i < count; i++)
            residuals += square(values[i] - meanValue - slope * (seconds[i] - meanSeconds));
        return new TrendLine(
                meanValue + slope * (seconds[0] - meanSeconds),
                slope,
                Math.sqrt(residuals / (count - 2) / spread),
                seconds[count - 1] - seconds[0]);
    }

    double perHour() {
        return slope * 3600;
    }

    /**
     * Returns by how much of its start the line rises for sure between its ends, in percent. Noise
     * and a falling line give 0.
     *
     * @param floor the start counts as at least this much
     */
    double surePercent(double floor) {
        double sure = Math.max(0, slope - SURE * error) * seconds;
        return 100 * sure / Math.max(start, floor);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    private static double square(double value) {
        return value * value;
    }
}
