package metatextgrad.services.gateway.views;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.GateContest;
import metatextgrad.view.GateView;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionHistory;
import metatextgrad.view.VersionStage;
import org.jspecify.annotations.Nullable;

/**
 * A version of the prompts of a project. Its parents lead to the seed program.
 *
 * @param role champion, challenger or former; null if it serves nothing
 * @param share of the traffic, 0 to 1
 * @param run that made it, or that began with it
 * @param optimizer that made it; null for a seed program
 * @param parent from which its run started; null for a seed program
 * @param labels that operators gave it
 * @param stage null before the project serves anything
 */
public record VersionRow(
        String project,
        String version,
        @Nullable String role,
        double share,
        String run,
        @Nullable String optimizer,
        @Nullable String parent,
        Scores scores,
        List<String> labels,
        @Nullable VersionStage stage) {
    /** Mean scores; null where there is none. */
    public record Scores(double validation, @Nullable Double rescored, @Nullable Double test) {
        static Scores of(ScoreSummary scores) {
            return new Scores(
                    scores.validation().mean(), mean(scores.rescored()), mean(scores.test()));
        }
    }

    /**
     * A version with its program.
     *
     * @param text the prompt of a program with one model call; null if it has several
     * @param parentScores the parent's scores on the same items; null without a parent
     * @param contest its last contest; null if it had none
     */
    public record Detail(
            @JsonUnwrapped VersionRow row,
            @Nullable String text,
            JsonNode program,
            @Nullable Scores parentScores,
            @Nullable GateView contest) {}

    /** Returns the row of a version. */
    public static VersionRow of(ReadModels models, PromptVersion version) {
        TimedTable now = models.table(version.project());
        PromptsServed.Share share = now == null ? null : share(now.table(), version.id());
        return new VersionRow(
                version.project().value(),
                version.id().value(),
                share == null ? null : share.role(),
                share == null ? 0 : share.share(),
                version.run().value(),
                version.optimizer().isEmpty() ? null : version.optimizer(),
                version.parent() == null ? null : version.parent().value(),
                Scores.of(version.scores()),
                now == null ? List.of() : now.table().marks().of(version.id()),
                now == null
                        ? null
                        : VersionStage.of(version, now.table(), models.history(version.project())));
    }

    /** Returns a version with its program. */
    public static Detail detail(ReadModels models, PromptVersion version) {
        VersionHistory history = models.history(version.project());
        GateContest contest = history.contest(version.id());
        ScoreSummary before = version.parentScores();
        return new Detail(
                of(models, version),
                version.program().onlyPrompt(),
                ApiJson.tree(Json.write(version.program())),
                before == null ? null : Scores.of(before),
                contest == null ? null : GateView.of(contest));
    }

    private static PromptsServed.@Nullable Share share(PromptsServed table, VersionId id) {
        return table.shares().stream()
                .filter(one -> one.version().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Double mean(@Nullable ScoreStats scores) {
        return scores == null ? null : (Double) scores.mean();
    }
}
