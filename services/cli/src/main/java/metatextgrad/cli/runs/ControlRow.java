package metatextgrad.cli.runs;

import metatextgrad.meta.CallsByRole;
import metatextgrad.model.event.RunState.Line;

/**
 * The result of a control, beside the result of a run.
 *
 * @param name what the control is, in a few words
 * @param line its best program
 * @param requests all requests of the control, which are not among those of the run
 */
public record ControlRow(String name, Line line, CallsByRole requests) {
    /** Returns the line under the name of the control. */
    Line named() {
        return new Line(
                name,
                line.optimizer(),
                line.round(),
                line.program(),
                line.validation(),
                line.rescored(),
                line.rescoredOutcomes(),
                line.test(),
                line.outcomes());
    }
}
