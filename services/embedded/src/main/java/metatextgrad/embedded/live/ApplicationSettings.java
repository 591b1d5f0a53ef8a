package metatextgrad.embedded.live;

import java.util.List;

/**
 * What the application of the demo does.
 *
 * @param brokers addresses of Kafka, which needs no login
 * @param prefix of all topics
 * @param world of the simulated model
 * @param seed draws tasks and answers
 * @param tasks over all
 * @param perSecond tasks of a second
 */
record ApplicationSettings(
        String brokers, String prefix, String world, long seed, int tasks, int perSecond) {
    private static final int FIELDS = 6;

    List<String> arguments() {
        return List.of(brokers, prefix, world, "" + seed, "" + tasks, "" + perSecond);
    }

    static ApplicationSettings of(String... arguments) {
        if (arguments.length != FIELDS) throw new IllegalArgumentException("six arguments needed");
        return new ApplicationSettings(
                arguments[0],
                arguments[1],
                arguments[2],
                Long.parseLong(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
    }
}
