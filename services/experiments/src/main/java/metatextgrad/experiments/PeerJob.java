package metatextgrad.experiments;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One run of another optimizer, with one of its settings. */
public record PeerJob(String peer, String setting, long seed) {
    /** The optimizer whose setting is chosen first. */
    public static final String GEPA = "gepa";

    /** Each with minibatches of three and of five. */
    private static final List<String> GEPA_SETTINGS =
            Stream.of("default", "pxn", "equal", "greedy")
                    .flatMap(name -> Stream.of(name + "-3", name + "-5"))
                    .toList();

    private static final List<String> OTHERS = List.of("textgrad", "mipro");
    private static final int CHOICE_SEEDS = 6;
    private static final long FIRST_CHOICE_SEED = 1_001;

    /** Returns the runs that choose a setting of GEPA. No other run has their seeds. */
    static List<PeerJob> choice() {
        return GEPA_SETTINGS.stream()
                .flatMap(
                        setting ->
                                LongStream.range(
                                                FIRST_CHOICE_SEED, FIRST_CHOICE_SEED + CHOICE_SEEDS)
                                        .mapToObj(seed -> new PeerJob(GEPA, setting, seed)))
                .toList();
    }

    /** Returns the runs of the comparison, with the chosen setting of GEPA. */
    static List<PeerJob> compared(String gepaSetting, int seeds) {
        return Stream.concat(Stream.of(GEPA), OTHERS.stream())
                .flatMap(
                        peer ->
                                LongStream.rangeClosed(1, seeds)
                                        .mapToObj(
                                                seed ->
                                                        new PeerJob(
                                                                peer,
                                                                peer.equals(GEPA)
                                                                        ? gepaSetting
                                                                        : "",
                                                                seed)))
                .toList();
    }
}
