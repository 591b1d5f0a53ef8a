package metatextgrad.cli.demo;

import metatextgrad.benchmark.CentsTasks;
import metatextgrad.benchmark.DatesTasks;
import metatextgrad.benchmark.PiecesTasks;
import metatextgrad.benchmark.TaskGenerator;
import metatextgrad.cli.input.NameConverter;
import metatextgrad.json.Resources;

/**
 * Task families whose answers have the form of an imaginary house. A small real model answers many
 * of these tasks once its prompt states the form; the seed prompts do not.
 */
public enum HouseTasks implements GeneratedTasks {
    cents,
    dates,
    pieces;

    @Override
    public TaskGenerator generator() {
        return switch (this) {
            case cents -> new CentsTasks();
            case dates -> new DatesTasks();
            case pieces -> new PiecesTasks();
        };
    }

    /** Returns a prompt that a person wrote. It shows how much a better prompt can gain. */
    public String handWritten() {
        return Resources.text("/projects/" + this + ".hand.txt").stripTrailing();
    }

    /** Reads the name of a task family. */
    public static final class Converter extends NameConverter<HouseTasks> {
        public Converter() {
            super("task", values(), HouseTasks::toString);
        }
    }
}
