package metatextgrad.cli.prompts;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.json.ServingJson;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.model.event.Serving;
import metatextgrad.model.serving.VersionLabels;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** The versions of a cluster's prompts, oldest first, and which of them serve. */
public final class PromptCatalog {
    private final Map<String, PromptVersion> versions = new LinkedHashMap<>();
    private final Map<String, PromptsServed> tables;
    private final Map<String, SortedMap<String, VersionId>> labels;

    /** {@code tables} and {@code labels} are by project. */
    PromptCatalog(
            List<PromptVersion> versions,
            Map<String, PromptsServed> tables,
            Map<String, SortedMap<String, VersionId>> labels) {
        this.labels = labels;
        versions.forEach(version -> this.versions.putIfAbsent(version.key(), version));
        this.tables = tables;
    }

    public static PromptCatalog of(Cluster cluster) {
        return new PromptCatalog(
                cluster.all(Topics.PROMPT_VERSIONS, PromptVersion.class, any -> true),
                cluster.latest(
                        Topics.PROMPTS,
                        PromptsServed.class,
                        PromptsServed::key,
                        PromptsServed::serial),
                labels(cluster));
    }

    private static Map<String, SortedMap<String, VersionId>> labels(Cluster cluster) {
        Map<String, SortedMap<String, VersionId>> labels = new TreeMap<>();
        cluster.latest(
                        Topics.PROMPTS_JSON,
                        PromptsJson.class,
                        PromptsJson::key,
                        PromptsJson::serial)
                .forEach((project, table) -> labels.put(project, ServingJson.labels(table)));
        return labels;
    }

    /** Returns the versions of a project by label. */
    SortedMap<String, VersionId> labels(ProjectId project) {
        return labels.getOrDefault(project.value(), Collections.emptySortedMap());
    }

    /** Returns the labels of a version. */
    List<String> labels(PromptVersion version) {
        return labels(version.project()).entrySet().stream()
                .filter(one -> one.getValue().equals(version.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the same versions under this serving table. */
    PromptCatalog with(PromptsServed table) {
        return with(table, null);
    }

    /**
     * Returns the same versions under the table that a command makes.
     *
     * @param rejected the version that waits no more; null if none was rejected
     */
    PromptCatalog with(PromptsServed table, @Nullable VersionId rejected) {
        Map<String, PromptsServed> changed = new TreeMap<>(tables);
        changed.put(table.project().value(), table);
        Map<String, SortedMap<String, VersionId>> moved = new TreeMap<>(labels);
        moved.put(table.project().value(), labels(table, rejected));
        return new PromptCatalog(all(), changed, moved);
    }

    /** The fixed labels follow what serves; a version that waits for a share keeps its own. */
    private SortedMap<String, VersionId> labels(PromptsServed table, @Nullable VersionId rejected) {
        SortedMap<String, VersionId> moved = new TreeMap<>(labels(table.project()));
        VersionId staged = moved.get(VersionLabels.STAGING);
        boolean waits = staged != null && !staged.equals(rejected) && !hasServed(staged, table);
        moved.put(VersionLabels.PRODUCTION, table.champion());
        if (!waits)
            moved.put(
                    VersionLabels.STAGING,
                    table.serving() instanceof Serving.Canary canary
                            ? canary.version()
                            : table.champion());
        return moved;
    }

    /** Under the known table or the other one. */
    private boolean hasServed(VersionId version, PromptsServed other) {
        return Stream.ofNullable(tables.get(other.project().value()))
                .flatMap(known -> Stream.concat(known.shares().stream(), other.shares().stream()))
                .anyMatch(share -> share.version().equals(version));
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
     * Returns the version with this id.
     *
     * @param prefix its id, or as many of its first letters as no other id begins with
     * @throws EnvironmentProblem if none has it, or several have
     */
    PromptVersion named(String prefix) {
        return requireNonNull(versions.get(ids().named(prefix, "version", "mtg prompts ls")));
    }

    /**
     * Returns the version of a project with this id or label.
     *
     * @param prefix a label, or an id as for {@link #named(String)}
     * @throws EnvironmentProblem if none has it, or several have
     */
    public PromptVersion named(ProjectId project, String prefix) {
        VersionId labelled = labels(project).get(prefix);
        PromptVersion of = labelled == null ? null : version(labelled);
        if (of != null) return of;
        IdPrefixes ids =
                new IdPrefixes(
                        of(project.value()).stream().map(version -> version.id().value()).toList());
        return requireNonNull(
                versions.get(ids.named(prefix, "version", "mtg prompts ls --project " + project)));
    }

    /** Returns the seed program from which the runs to this version started, as far as known. */
    PromptVersion seed(PromptVersion version) {
        PromptVersion seed = version;
        Set<VersionId> seen = new HashSet<>();
        while (seed.parent() != null && seen.add(seed.id())) {
            PromptVersion parent = version(seed.parent());
            if (parent == null) break;
            seed = parent;
        }
        return seed;
    }

    String shortId(VersionId id) {
        return ids().shortest(id.value());
    }

    /**
     * Returns the serving table of a project.
     *
     * @throws EnvironmentProblem if no run of the project has finished
     */
    public PromptsServed table(ProjectId project) {
        PromptsServed table = tables.get(project.value());
        if (table != null) return table;
        throw Exit.NOT_FOUND.problem(
                "project %s serves nothing yet: serving starts when its first run finishes (see mtg prompts ls)",
                project);
    }

    /** Returns how this version serves, and its share of the traffic. */
    ServingRole part(PromptVersion version) {
        PromptsServed table = tables.get(version.project().value());
        if (table == null) return ServingRole.NONE;
        VersionId id = version.id();
        for (PromptsServed.Share one : table.shares())
            if (one.version().equals(id)) return new ServingRole(one.role(), one.share());
        return table.earlier().contains(id) ? new ServingRole("earlier", 0) : ServingRole.NONE;
    }

    /**
     * A part in what serves.
     *
     * @param name champion, challenger, former or earlier; {@code -} for none
     * @param share of the traffic, 0 for none
     */
    record ServingRole(String name, double share) {
        static final ServingRole NONE = new ServingRole("-", 0);

        boolean none() {
            return name.equals(NONE.name);
        }
    }

    private IdPrefixes ids() {
        return new IdPrefixes(versions.keySet());
    }
}
