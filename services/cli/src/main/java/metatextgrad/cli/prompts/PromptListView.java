package metatextgrad.cli.prompts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.event.PromptVersion;
import org.jspecify.annotations.Nullable;

/** Versions of prompts, a line each. Pure. */
record PromptListView(List<Row> versions) implements View {
    /**
     * One version.
     *
     * @param servesAs champion, challenger, former or earlier; null if it does not serve
     * @param share of the traffic, from 0 to 1
     * @param parent the version that the run began with; null of that version itself
     * @param labels production and staging, and those that operators gave it
     */
    record Row(
            @JsonIgnore String shortId,
            String version,
            String project,
            @Nullable String servesAs,
            double share,
            String run,
            @Nullable String optimizer,
            @Nullable String parent,
            Scores scores,
            List<String> labels) {
        static Row of(PromptCatalog known, PromptVersion one) {
            PromptCatalog.ServingRole part = known.part(one);
            return new Row(
                    known.shortId(one.id()),
                    one.id().value(),
                    one.project().value(),
                    part.none() ? null : part.name(),
                    part.share(),
                    one.run().value(),
                    one.optimizer().isEmpty() ? null : one.optimizer(),
                    Texts.orNull(one.parent()),
                    Scores.of(one.scores()),
                    known.labels(one));
        }
    }

    /** Mean scores; null where there is none. */
    record Scores(double validation, @Nullable Double rescored, @Nullable Double test) {
        static Scores of(ScoreSummary scores) {
            return new Scores(
                    scores.validation().mean(),
                    Texts.mean(scores.rescored()),
                    Texts.mean(scores.test()));
        }

        String text() {
            return "validation %s, re-scored %s, test %s"
                    .formatted(Texts.score(validation), Texts.score(rescored), Texts.score(test));
        }
    }

    static PromptListView of(PromptCatalog known, List<PromptVersion> shown) {
        return new PromptListView(shown.stream().map(one -> Row.of(known, one)).toList());
    }

    @Override
    public List<String> text() {
        TextTable table =
                TextTable.of(
                        "version | project | serves as | share | validation | re-scored | test | run | optimizer | labels");
        for (Row one : versions)
            table.row(
                    one.shortId(),
                    one.project(),
                    Texts.orDash(one.servesAs()),
                    percent(one.share()),
                    Texts.score(one.scores().validation()),
                    Texts.score(one.scores().rescored()),
                    Texts.score(one.scores().test()),
                    one.run(),
                    Texts.orDash(one.optimizer()),
                    one.labels().isEmpty() ? "-" : String.join(", ", one.labels()));
        return table.linesOr("no versions yet: runs add them when they finish (mtg runs ls)");
    }

    static String percent(double share) {
        return share == 0 ? "-" : Texts.format("%.0f %%", 100 * share);
    }
}
