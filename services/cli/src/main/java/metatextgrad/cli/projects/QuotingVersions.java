package metatextgrad.cli.projects;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ContestCatalog;
import metatextgrad.cli.cluster.ServingCatalog;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.cli.projects.ForgottenGroupView.Quoting;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.project.Project;
import metatextgrad.topics.Topics;
import metatextgrad.view.VersionHistory;
import metatextgrad.view.VersionStage;
import org.jspecify.annotations.Nullable;

/** The versions of a project that quote a group, and how to take them from users. */
final class QuotingVersions {
    private final Project project;
    private final Map<VersionId, PromptVersion> versions;
    private final Map<VersionId, String> quotes;
    private final VersionHistory history;

    private QuotingVersions(
            Project project,
            Map<VersionId, PromptVersion> versions,
            Map<VersionId, String> quotes,
            VersionHistory history) {
        this.project = project;
        this.versions = versions;
        this.quotes = quotes;
        this.history = history;
    }

    /**
     * Reads the versions of a project, and the texts of a group.
     *
     * @param project as it adapts
     * @param done what was done before, in one line
     */
    static ForgottenGroupView view(Cluster cluster, Project project, String group, String done) {
        ProjectId id = project.id();
        Map<VersionId, PromptVersion> versions = new LinkedHashMap<>();
        cluster.all(Topics.PROMPT_VERSIONS, PromptVersion.class, one -> one.project().equals(id))
                .forEach(one -> versions.putIfAbsent(one.id(), one));
        Map<VersionId, String> quotes =
                VersionQuotes.of(project, versions, GroupTexts.of(cluster, id, group));
        VersionHistory history =
                quotes.isEmpty()
                        ? new VersionHistory(List.of(), List.of())
                        : new VersionHistory(
                                ContestCatalog.of(cluster, id), ServingCatalog.of(cluster, id));
        return new QuotingVersions(project, versions, quotes, history).view(done);
    }

    private ForgottenGroupView view(String done) {
        String name = project.id().value();
        PromptsServed table = history.served();
        IdPrefixes ids = new IdPrefixes(versions.keySet().stream().map(VersionId::value).toList());
        List<Quoting> rows = new ArrayList<>();
        quotes.forEach((id, quote) -> rows.add(row(id, ids.shortest(id.value()), table, quote)));
        if (table == null) return new ForgottenGroupView(name, done, rows, List.of(), List.of());
        WithdrawalCommands commands =
                new WithdrawalCommands(
                        requireNonNull(project.adapt()).mode(), table, history, quotes.keySet());
        return new ForgottenGroupView(name, done, rows, commands.inOrder(), commands.notes(ids));
    }

    private Quoting row(VersionId id, String shortId, @Nullable PromptsServed table, String quote) {
        if (table == null)
            return new Quoting(
                    shortId,
                    id.value(),
                    new VersionStage(VersionStage.Name.UNSERVED, null, ""),
                    0,
                    List.of(),
                    quote);
        return new Quoting(
                shortId,
                id.value(),
                VersionStage.of(id, table, history),
                share(id, table),
                table.marks().of(id),
                quote);
    }

    private static double share(VersionId id, PromptsServed table) {
        return table.shares().stream()
                .filter(share -> share.version().equals(id))
                .mapToDouble(PromptsServed.Share::share)
                .sum();
    }
}
