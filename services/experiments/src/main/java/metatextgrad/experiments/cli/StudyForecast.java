package metatextgrad.experiments.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.budget.CostEstimate;
import metatextgrad.cli.budget.RequestForecast;
import metatextgrad.cli.budget.TokenEstimate;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.meta.CallsByRole;
import org.jspecify.annotations.Nullable;

/**
 * The most that an experiment takes. Pure.
 *
 * @param max of all seeds
 */
record StudyForecast(
        @JsonIgnore List<String> text,
        String study,
        boolean simulated,
        int seeds,
        @JsonUnwrapped RequestForecast max) {
    private static final String FREE = "no dollars: the models are simulated, and no price applies";

    /**
     * @param announcement the size of the experiment, in one line
     * @param max requests of all seeds
     * @param money null if the models are simulated
     */
    static StudyForecast of(
            String study,
            String announcement,
            int seeds,
            CallsByRole max,
            boolean mayTakeMore,
            @Nullable CostEstimate money) {
        List<String> text =
                List.of(
                        announcement,
                        Texts.format(
                                "%,d requests at most (%s), plus one request for each retry after an unusable reply",
                                max.total(), Texts.roles(max.requests())),
                        TokenEstimate.sentence(max.requests()),
                        money == null ? FREE : money.sentence());
        return new StudyForecast(
                text, study, money == null, seeds, RequestForecast.of(max, mayTakeMore, money));
    }

    /** Forecasts of several experiments with their sum. */
    record All(List<StudyForecast> studies, long maxRequests, long estimatedTokens)
            implements View {
        static All of(List<StudyForecast> studies) {
            return new All(
                    studies,
                    studies.stream().mapToLong(one -> one.max().maxRequests()).sum(),
                    studies.stream().mapToLong(one -> one.max().estimatedTokens()).sum());
        }

        @Override
        public List<String> text() {
            List<String> lines = new ArrayList<>();
            for (StudyForecast one : studies) {
                if (!lines.isEmpty()) lines.add("");
                lines.addAll(one.text());
            }
            if (studies.size() > 1) {
                lines.add("");
                lines.add(
                        Texts.format(
                                "all %d: %,d requests at most, about %,d tokens",
                                studies.size(), maxRequests, estimatedTokens));
            }
            return lines;
        }
    }
}
