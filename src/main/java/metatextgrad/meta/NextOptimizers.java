package metatextgrad.meta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.OptimizerVersion.Verdict;
import metatextgrad.model.Project;
import org.jspecify.annotations.Nullable;

/**
 * From which optimizers a project's next run starts: its own and those handed in and not refused,
 * each in the last version that was adopted, and the last structure that was adopted. A version
 * counts as long as the optimizers it descends from do: whoever changes an optimizer in the project
 * file starts it anew. Pure; whoever starts a run puts the answer into its request.
 */
public final class NextOptimizers {
    /**
     * An optimizer to start from.
     *
     * @param version where it comes from; null if the project file has it so
     */
    public record Chosen(OptimizerSpec spec, @Nullable OptimizerVersion version) {}

    /** By content id: the id of the optimizer that each counting version descends from. */
    private final Map<String, String> roots = new TreeMap<>();

    /** By root: its last version. In the order of the roots. */
    private final Map<String, Chosen> last = new LinkedHashMap<>();

    private @Nullable String structure;

    private NextOptimizers() {}

    /**
     * The choice, the project's own first.
     *
     * @param versions of this project, in the order of their verdicts
     */
    public static List<Chosen> of(Project project, List<OptimizerVersion> versions) {
        NextOptimizers next = new NextOptimizers();
        project.optimizers().forEach(spec -> next.root(new Chosen(spec, null)));
        for (OptimizerVersion version : versions) {
            if (version.handedIn()) next.handedIn(version);
        }
        for (OptimizerVersion version : versions) {
            if (!version.handedIn() && version.verdict() == Verdict.ADOPTED) next.adopted(version);
        }
        return next.distinct();
    }

    private void handedIn(OptimizerVersion version) {
        boolean stands =
                version.verdict() == Verdict.OFFERED || version.verdict() == Verdict.ADOPTED;
        if (stands) root(new Chosen(version.spec(), version));
    }

    private void root(Chosen chosen) {
        String id = chosen.spec().contentId();
        if (roots.putIfAbsent(id, id) == null) last.put(id, chosen);
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

    /** Two optimizers with equal phases would be one trial twice. */
    private List<Chosen> distinct() {
        Map<String, Chosen> distinct = new LinkedHashMap<>();
        last.values().forEach(chosen -> distinct.putIfAbsent(chosen.spec().phasesId(), chosen));
        return List.copyOf(new ArrayList<>(distinct.values()));
    }
}
