package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.path.AcceptedProgram;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.experiments.report.LineageTree;
import metatextgrad.model.Program;

/** The programs that a search accepted, as a tree. */
final class Lineages {
    private Lineages() {}

    static LineageTree tree(SearchPath path) {
        List<LineageTree.Node> nodes = new ArrayList<>();
        for (AcceptedProgram one : path.programs())
            nodes.add(new LineageTree.Node(one.parent(), label(one), text(one.program())));
        return new LineageTree(nodes, path.programs().indexOf(path.best(Long.MAX_VALUE)));
    }

    /** Returns the prompts of a program. */
    static String text(Program program) {
        return program.trainable().stream()
                .map(
                        call ->
                                program.nodes().size() == 1
                                        ? call.prompt().value()
                                        : call.id() + ":\n" + call.prompt().value())
                .collect(Collectors.joining("\n\n"));
    }

    private static String label(AcceptedProgram program) {
        return Texts.score(program.validation());
    }
}
