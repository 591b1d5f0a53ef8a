package metatextgrad.services.gateway.console;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.live.GateContest;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ProjectRow;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.services.gateway.views.RunRow;
import metatextgrad.view.VersionHistory;
import org.jspecify.annotations.Nullable;

/** All projects of a person, and what waits for a decision. */
public record ProjectsPage(List<Waiting> waiting, List<Card> cards) {
    /**
     * Something that a person should look at.
     *
     * @param kind decide, drift or blocked
     */
    public record Waiting(String kind, String project, String text, String href) {}

    /**
     * A project.
     *
     * @param served scores of the champion: of the test set if it was read; null if none serves
     * @param test whether they are those of the test set
     */
    public record Card(
            ProjectRow row,
            @Nullable ScoreStats served,
            boolean test,
            int versions,
            SpendBar spend,
            List<RunRow> running) {}

    static ProjectsPage of(ConsoleCall call) {
        ReadModels models = call.models();
        List<Waiting> waiting = new ArrayList<>();
        List<Card> cards = new ArrayList<>();
        for (ProjectDefined one : models.projects()) {
            ProjectId id = one.project().id();
            if (!call.may(Scope.READ, id)) continue;
            Card card = card(models, one);
            cards.add(card);
            waiting.addAll(waiting(models, id, card));
        }
        return new ProjectsPage(waiting, cards);
    }

    private static Card card(ReadModels models, ProjectDefined defined) {
        ProjectId id = defined.project().id();
        ProjectRow row = ProjectRow.of(models, defined);
        var scores =
                row.serving() == null
                        ? null
                        : models.version(id, new VersionId(row.serving().champion()))
                                .map(one -> one.scores())
                                .orElse(null);
        boolean test = scores != null && scores.test() != null;
        ScoreStats served = scores == null ? null : test ? scores.test() : scores.validation();
        SpendBar spend = SpendBar.of(models.spent(id), models.limits(id).whole());
        return new Card(row, served, test, models.versions(id).size(), spend, running(models, id));
    }

    private static List<RunRow> running(ReadModels models, ProjectId id) {
        return models.runs().stream()
                .filter(one -> one.state().request().project().id().equals(id))
                .filter(one -> one.state().status().open())
                .map(RunRow::of)
                .toList();
    }

    private static List<Waiting> waiting(ReadModels models, ProjectId id, Card card) {
        List<Waiting> found = new ArrayList<>();
        String project = id.value();
        VersionHistory history = models.history(id);
        for (GateContest contest : history.contests())
            if (history.waits(contest))
                found.add(
                        new Waiting(
                                "decide",
                                project,
                                "Version %s passed the gate: give it a share of the traffic?"
                                        .formatted(Figures.brief(contest.challenger().value())),
                                Figures.contestUrl(project, contest.number())));
        if (card.row.drift() != null
                && card.row.serving() != null
                && card.row.drift().champion().equals(card.row.serving().champion()))
            found.add(
                    new Waiting(
                            "drift",
                            project,
                            card.row.drift().text(),
                            Figures.projectUrl(project)));
        for (RunRow run : card.running)
            if (run.status().equals("blocked"))
                found.add(
                        new Waiting(
                                "blocked",
                                project,
                                "Run %s is blocked: %s".formatted(run.run(), run.reason()),
                                Figures.runUrl(run.run())));
        return found;
    }
}
