package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what is in the way, and what to type. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks at broker, features, topics, rights, registry, clock, model, prices and"
                    + " disk; each problem comes with what to type. Exit code 78 if there is one.")
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--spend",
            paramLabel = "MODEL",
            description = "Asks this model one question, which is paid for.")
    private @Nullable String spend;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output = Output.table;

    @Override
    public Integer call() {
        if (spend != null && spend.isBlank())
            throw Exit.USAGE.problem("--spend is blank: name a model");
        List<Finding> findings = new Doctor(Configured.read(), InstantSource.system()).look(spend);
        switch (output) {
            case table -> table(findings).forEach(System.out::println);
            case json -> System.out.println(json(findings));
        }
        return findings.stream().anyMatch(Finding.Problem.class::isInstance)
                ? Exit.CONFIGURATION.code()
                : Exit.OK.code();
    }

    static List<String> table(List<Finding> findings) {
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Well well -> rows.add(List.of(well.place(), "ok", well.detail()));
                case Finding.Unknown unknown ->
                        rows.add(List.of(unknown.place(), "-", unknown.why()));
                case Finding.Problem problem -> {
                    rows.add(List.of(problem.place(), "PROBLEM", problem.what()));
                    rows.add(List.of("", "", "fix: " + problem.fix()));
                }
            }
        }
        return Columns.aligned(rows);
    }

    static String json(List<Finding> findings) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        var list = root.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode node = list.addObject().put("place", finding.place());
            switch (finding) {
                case Finding.Well well -> node.put("state", "ok").put("detail", well.detail());
                case Finding.Unknown unknown ->
                        node.put("state", "unknown").put("detail", unknown.why());
                case Finding.Problem problem ->
                        node.put("state", "problem")
                                .put("detail", problem.what())
                                .put("fix", problem.fix());
            }
        }
        return root.toString();
    }
}
