package metatextgrad.adapt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the optimizers from which a project's next run starts. They are its own optimizers, the
 * submitted ones that were not refused, and the last adopted structure. Each starts in its last
 * adopted version. A version counts only while the optimizers it descends from count. So an
 * optimizer that a user changes in the project file starts anew. Pure. The process that starts a
 * run puts the choice into its request.
 */
public final class NextOptimizers {
    /**
     * An optimizer to start from.
     *
     * @param version the version it comes from; null if the project file defines it
     */
    public record Chosen(OptimizerSpec spec, @Nullable OptimizerVersion version) {}

    /** By content id: the id of the optimizer that each counting version descends from. */
    private final Map<String, String> roots = new TreeMap<>();

    /** By root, in the order of the roots: its last version. */
    private final Map<String, Chosen> last = new LinkedHashMap<>();

    private @Nullable String structure;

    private NextOptimizers() {}

    /**
     * Returns the choice, the project's own optimizers first.
     *
     * @param versions of this project, in the order of their verdicts
     */
    public static List<Chosen> of(Project project, List<OptimizerVersion> versions) {
        NextOptimizers next = new NextOptimizers();
        project.optimizers().forEach(spec -> next.root(new Chosen(spec, null)));
        for (OptimizerVersion version : versions) if (version.submitted()) next.submitted(version);
        for (OptimizerVersion version : versions) if (!version.submitted()) next.made(version);
        return next.distinct();
    }

    private void submitted(OptimizerVersion version) {
        boolean counts =
                version.verdict() == Verdict.OFFERED || version.verdict() == Verdict.ADOPTED;
        if (counts) root(new Chosen(version.spec(), version));
    }

    private void root(Chosen chosen) {
        String id = chosen.spec().contentId();
        if (roots.putIfAbsent(id, id) == null) last.put(id, chosen);
    }

    /**
     * A race writes descriptions of its leader, with any verdict. So a version that was not adopted
     * can be the parent of an adopted one.
     */
    private void made(OptimizerVersion version) {
        if (version.verdict() == Verdict.ADOPTED) adopted(version);
        else if (!version.composed() && !version.parents().isEmpty()) {
            String root = roots.get(version.parents().getFirst());
            if (root != null) roots.putIfAbsent(version.spec().contentId(), root);
        }
    }

    private void adopted(OptimizerVersion version) {
        Chosen chosen = new Chosen(version.spec(), version);
        if (!roots.keySet().containsAll(version.parents()) || version.parents().isEmpty()) return;
        if (!version.composed()) {
            String root = Objects.requireNonNull(roots.get(version.parents().getFirst()));
            roots.put(version.spec().contentId(), root);
            last.put(root, chosen);
            return;
        }
        if (structure != null) last.remove(structure);
        structure = version.spec().contentId();
        roots.put(structure, structure);
        last.put(structure, chosen);
    }

    /** Removes equal phases: two optimizers with equal phases would run the same trial twice. */
    private List<Chosen> distinct() {
        Map<String, Chosen> distinct = new LinkedHashMap<>();
        last.values().forEach(chosen -> distinct.putIfAbsent(chosen.spec().phasesId(), chosen));
        return List.copyOf(new ArrayList<>(distinct.values()));
    }
}
