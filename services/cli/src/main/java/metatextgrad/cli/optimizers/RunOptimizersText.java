package metatextgrad.cli.optimizers;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.adapt.NextOptimizers.Chosen;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunRequested;

/** The optimizers from which a run starts, and their origins, in one line. Pure. */
public final class RunOptimizersText {
    private RunOptimizersText() {}

    public static String of(OptimizerCatalog known, List<Chosen> chosen) {
        List<String> parts = new ArrayList<>();
        for (Chosen one : chosen) parts.add(one.spec().name() + " (" + source(known, one) + ")");
        return "optimizers: " + String.join(", ", parts);
    }

    /** Returns the line of a requested run, with the verdicts at that time. */
    public static String of(OptimizerCatalog known, RunRequested request) {
        List<Chosen> chosen = new ArrayList<>();
        for (OptimizerSpec spec : request.project().optimizers()) {
            OptimizerVersion version =
                    request.versions().stream()
                            .filter(one -> one.spec().equals(spec))
                            .findFirst()
                            .orElse(null);
            chosen.add(new Chosen(spec, version));
        }
        return of(known, chosen);
    }

    private static String source(OptimizerCatalog known, Chosen one) {
        OptimizerVersion version = one.version();
        if (version == null) return "project file";
        String id = Text.lower(version.verdict()) + ", " + known.shortId(version);
        return version.run() == null ? id : id + " of " + version.run();
    }
}
