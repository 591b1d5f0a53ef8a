package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.model.DeadLetter;
import metatextgrad.services.mtg.EventReader.Stamped;
import metatextgrad.streams.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dead letters: look at them, and write their records again once the cause is mended. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description =
                "Records that nobody could handle: lists them, shows one, writes them to their"
                        + " topic again.")
final class DlqCommand {
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists dead letters, the oldest first.")
    int list(
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    Output output) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            List<Stamped<DeadLetter>> letters = List.copyOf(known(cluster).values());
            switch (output) {
                case table -> DeadLetterText.table(letters).forEach(System.out::println);
                case json -> System.out.println(DeadLetterText.json(letters));
            }
        }
        return Exit.OK.code();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "Shows a dead letter with its record, with marks for keys, card numbers, e-mail"
                            + " addresses and phone numbers.")
    int show(
            @Parameters(paramLabel = "ID", description = "As ls has it.") String id,
            @Option(names = "--raw", description = "Shows the record as it is.") boolean raw) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            DeadLetterText.of(wanted(known(cluster), id), raw).forEach(System.out::println);
        }
        return Exit.OK.code();
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Writes records to the topic they came from again, with key, value and headers"
                            + " as they were.")
    int replay(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "ID",
                            description = "As ls has them; all are checked before one is written.")
                    List<String> ids) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            Map<String, Stamped<DeadLetter>> known = known(cluster);
            List<DeadLetter> letters = new ArrayList<>();
            for (String id : ids) letters.add(whole(wanted(known, id).event()));
            try (RawClient client = new RawClient(cluster.settings())) {
                for (DeadLetter letter : letters) {
                    client.send(
                            letter.topic(), letter.recordKey(), letter.value(), letter.headers());
                    System.out.println(
                            letter.key() + " is written to " + letter.topic() + " again");
                }
            }
        }
        return Exit.OK.code();
    }

    /** The same record is one dead letter, however often it was met. */
    private static Map<String, Stamped<DeadLetter>> known(Cluster cluster) {
        List<Stamped<DeadLetter>> all =
                new ArrayList<>(
                        cluster.stamped(Topics.DEAD_LETTERS, DeadLetter.class, one -> true));
        all.sort(Comparator.comparingLong(Stamped::millis));
        Map<String, Stamped<DeadLetter>> known = new LinkedHashMap<>();
        all.forEach(one -> known.putIfAbsent(one.event().key(), one));
        return known;
    }

    private static Stamped<DeadLetter> wanted(Map<String, Stamped<DeadLetter>> known, String id) {
        Stamped<DeadLetter> found = known.get(id);
        if (found != null) return found;
        throw Exit.NOT_FOUND.problem("no dead letter %s: mtg dlq ls lists them", id);
    }

    private static DeadLetter whole(DeadLetter letter) {
        if (letter.whole()) return letter;
        throw Exit.CONFIGURATION.problem(
                "dead letter %s holds only the beginning of its record: write it anew from where it"
                        + " came",
                letter.key());
    }
}
