package metatextgrad.experiments.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.budget.CostEstimate;
import metatextgrad.cli.budget.TokenEstimate;
import metatextgrad.cli.text.RoleText;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.experiments.CallsByRole;
import metatextgrad.model.ModelRole;
import org.jspecify.annotations.Nullable;

/**
 * The most that an experiment takes. Pure.
 *
 * @param maxRequestsByRole of all seeds
 * @param mayTakeMore whether the models may write programs that need more
 * @param estimatedUsd null where models are simulated
 */
record StudyForecast(
        @JsonIgnore List<String> text,
        @JsonIgnore CallsByRole max,
        String study,
        boolean simulated,
        int seeds,
        Map<ModelRole, Long> maxRequestsByRole,
        long maxRequests,
        boolean mayTakeMore,
        long estimatedTokens,
        CostEstimate.@Nullable Usd estimatedUsd) {
    private static final String FREE = "no dollars: the models are simulated, and no price applies";

    /**
     * @param announcement the size of the experiment, in one line
     * @param max requests of all seeds
     * @param money null where models are simulated
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
                                "%,d requests at most (%s), and one more for each unusable reply that is requested again",
                                max.total(), RoleText.of(max.requests())),
                        TokenEstimate.sentence(max.requests()),
                        money == null ? FREE : money.sentence());
        return new StudyForecast(
                text,
                max,
                study,
                money == null,
                seeds,
                max.requests(),
                max.total(),
                mayTakeMore,
                TokenEstimate.of(max.requests()),
                money == null ? null : money.usd());
    }

    /** Forecasts of several experiments with their sum. */
    record All(List<StudyForecast> studies, long maxRequests, long estimatedTokens)
            implements View {
        static All of(List<StudyForecast> studies) {
            return new All(
                    studies,
                    studies.stream().mapToLong(StudyForecast::maxRequests).sum(),
                    studies.stream().mapToLong(StudyForecast::estimatedTokens).sum());
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
