package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.experiment.Spent;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment takes at most, known before anything is asked. Pure.
 *
 * @param study its name
 * @param announcement what is said of it before it starts
 * @param most asks by role, of all seeds
 * @param open whether it may be more than that
 * @param money null where models are simulated
 */
record StudyForecast(
        String study,
        String announcement,
        int seeds,
        Spent most,
        boolean open,
        @Nullable MoneyEstimate money) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FREE = "no dollars: the models are simulated, and no price applies";

    /** For people; with a sum, if there are several. */
    static List<String> table(List<StudyForecast> all) {
        List<String> lines = new ArrayList<>();
        for (StudyForecast one : all) {
            if (!lines.isEmpty()) lines.add("");
            lines.addAll(one.lines());
        }
        if (all.size() > 1) {
            lines.add("");
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "all %d: %,d asks at most, about %,d tokens",
                            all.size(),
                            asks(all),
                            tokens(all)));
        }
        return lines;
    }

    /** One object, for scripts. */
    static String json(List<StudyForecast> all) {
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 1);
        ArrayNode studies = root.putArray("studies");
        all.forEach(one -> one.into(studies.addObject()));
        root.put("mostAsksInAll", asks(all)).put("estimatedTokens", tokens(all));
        return root.toString();
    }

    private List<String> lines() {
        return List.of(
                announcement,
                String.format(
                        Locale.ROOT,
                        "%,d asks at most (%s), and one more for each unusable reply that is asked for again",
                        most.total(),
                        RoleText.of(RoleText.named(most.asks()))),
                TokenEstimate.sentence(most.asks()),
                money == null ? FREE : money.sentence());
    }

    private void into(ObjectNode node) {
        node.put("study", study).put("simulated", money == null).put("seeds", seeds);
        RoleText.named(most.asks()).forEach(node.putObject("mostAsks")::put);
        node.put("mostAsksInAll", most.total()).put("mayTakeMore", open);
        node.put("estimatedTokens", TokenEstimate.of(most.asks()));
        if (money == null) node.putNull("estimatedUsd");
        else money.into(node.putObject("estimatedUsd"));
    }

    private static long asks(List<StudyForecast> all) {
        return all.stream().mapToLong(one -> one.most().total()).sum();
    }

    private static long tokens(List<StudyForecast> all) {
        return all.stream().mapToLong(one -> TokenEstimate.of(one.most().asks())).sum();
    }
}
