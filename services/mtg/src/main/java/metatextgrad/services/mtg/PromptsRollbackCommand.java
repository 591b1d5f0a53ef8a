package metatextgrad.services.mtg;

import java.time.Instant;
import java.util.concurrent.Callable;
import metatextgrad.model.ProjectId;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.RolledBack;
import metatextgrad.model.RolloutCommand;
import metatextgrad.model.Serving;
import metatextgrad.model.VersionId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes all traffic back. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Takes all traffic back: from a challenger to the champion, else from the champion"
                        + " to the one before.")
final class PromptsRollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROJECT", description = "Its name.")
    private String project = "";

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "The champion, or an earlier one; its id, or the first letters.")
    private @Nullable String to;

    @Option(names = "--reason", defaultValue = "", description = "Why; kept with the table.")
    private String reason = "";

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return PromptsSteer.send(known -> id, this::back);
    }

    private RolloutCommand back(KnownPrompts known, PromptsServed table, Instant now) {
        return new RolledBack(table.project(), target(known, table), table.serial(), reason);
    }

    private VersionId target(KnownPrompts known, PromptsServed table) {
        boolean alone = table.serving() instanceof Serving.Alone;
        if (to == null) return before(table);
        VersionId id = known.named(to).id();
        if (id.equals(table.champion()) && alone)
            throw Exit.CONFIGURATION.problem("%s serves all traffic already", id);
        if (!id.equals(table.champion()) && !table.earlier().contains(id))
            throw Exit.CONFIGURATION.problem(
                    "%s never was champion: mtg prompts approve lets it serve a share", id);
        return id;
    }

    private static VersionId before(PromptsServed table) {
        return switch (table.serving()) {
            case Serving.Canary canary -> table.champion();
            case Serving.Holdback held -> held.former();
            case Serving.Alone alone -> {
                if (table.earlier().isEmpty())
                    throw Exit.CONFIGURATION.problem(
                            "project %s has no earlier champion to go back to: mtg prompts ls shows"
                                    + " what serves",
                            table.project());
                yield table.earlier().getLast();
            }
        };
    }
}
