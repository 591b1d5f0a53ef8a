package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ProjectId;
import metatextgrad.model.PromptVersion;
import metatextgrad.model.PromptsServed;
import metatextgrad.model.Serving;
import metatextgrad.model.VersionId;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;

/** The versions of a cluster's prompts, oldest first, and which of them serve. */
final class KnownPrompts {
    private final Map<String, PromptVersion> versions = new LinkedHashMap<>();
    private final Map<String, PromptsServed> tables = new TreeMap<>();

    KnownPrompts(List<PromptVersion> versions, List<PromptsServed> tables) {
        versions.forEach(version -> this.versions.putIfAbsent(version.key(), version));
        tables.forEach(table -> this.tables.merge(table.key(), table, KnownPrompts::later));
    }

    static KnownPrompts of(Cluster cluster) {
        return new KnownPrompts(
                cluster.all(Topics.PROMPT_VERSIONS, PromptVersion.class, any -> true),
                cluster.all(Topics.PROMPTS, PromptsServed.class, any -> true));
    }

    private static PromptsServed later(PromptsServed held, PromptsServed other) {
        return other.serial().compareTo(held.serial()) > 0 ? other : held;
    }

    List<PromptVersion> all() {
        return List.copyOf(versions.values());
    }

    List<PromptVersion> of(String project) {
        return all().stream().filter(one -> one.project().value().equals(project)).toList();
    }

    @Nullable PromptVersion version(VersionId id) {
        return versions.get(id.value());
    }

    /**
     * The version of this id, or of as many of its first letters as tell it from all others.
     *
     * @throws EnvironmentProblem if none has it, or several have
     */
    PromptVersion named(String prefix) {
        return requireNonNull(versions.get(ids().named(prefix, "version", "mtg prompts ls")));
    }

    String shortId(VersionId id) {
        return ids().shortest(id.value());
    }

    /**
     * What serves.
     *
     * @throws EnvironmentProblem if no run of the project has ended
     */
    PromptsServed table(ProjectId project) {
        PromptsServed table = tables.get(project.value());
        if (table != null) return table;
        throw Exit.NOT_FOUND.problem(
                "nothing is served for project %s: its first run that ends begins to (mtg prompts"
                        + " ls lists what is)",
                project);
    }

    /** What this version is to the applications of its project, and the part that it serves. */
    Part part(PromptVersion version) {
        PromptsServed table = tables.get(version.project().value());
        if (table == null) return Part.NONE;
        Part beside =
                switch (table.serving()) {
                    case Serving.Alone alone -> Part.NONE;
                    case Serving.Canary canary -> new Part("challenger", canary.share());
                    case Serving.Holdback held -> new Part("former", held.share());
                };
        VersionId id = version.id();
        if (id.equals(table.champion())) return new Part("champion", 1 - beside.share());
        if (id.equals(beside(table.serving()))) return beside;
        return table.earlier().contains(id) ? new Part("earlier", 0) : Part.NONE;
    }

    private static @Nullable VersionId beside(Serving serving) {
        return switch (serving) {
            case Serving.Alone alone -> null;
            case Serving.Canary canary -> canary.challenger();
            case Serving.Holdback held -> held.former();
        };
    }

    /**
     * A part in what is served.
     *
     * @param name in one word; {@code -} of none
     * @param share of the traffic, 0 of none
     */
    record Part(String name, double share) {
        static final Part NONE = new Part("-", 0);

        boolean none() {
            return name.equals(NONE.name);
        }
    }

    private IdPrefixes ids() {
        return new IdPrefixes(versions.keySet());
    }
}
