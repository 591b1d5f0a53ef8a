package metatextgrad.cli.prompts;

import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import org.jspecify.annotations.Nullable;

/** The command that takes traffic from a version. Pure. */
final class UndoCommand {
    private UndoCommand() {}

    /** Returns null if the version serves nothing, or nothing else could serve. */
    static @Nullable String of(VersionId version, PromptsServed table) {
        if (table.marks().pinned()) return "mtg prompts unpin " + table.project();
        String back = "mtg prompts rollback " + table.project();
        boolean champion = table.champion().equals(version);
        return switch (table.serving()) {
            case Serving.Alone alone -> champion ? earlier(back, table) : null;
            case Serving.Canary canary -> {
                if (canary.version().equals(version)) yield back;
                yield champion ? earlier(back, table) : null;
            }
            case Serving.Holdback former -> {
                if (former.version().equals(version)) yield back + " --to " + table.champion();
                yield champion ? back : null;
            }
        };
    }

    private static @Nullable String earlier(String back, PromptsServed table) {
        return table.earlier().isEmpty() ? null : back + " --to " + table.earlier().getLast();
    }
}
