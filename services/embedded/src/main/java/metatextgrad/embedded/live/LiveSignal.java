package metatextgrad.embedded.live;

import metatextgrad.cli.demo.DemoApplication.Answer;

/** A line of the application's standard output, which its parent reads. */
sealed interface LiveSignal {
    /** Text for the user. */
    record Note(String text) implements LiveSignal {
        @Override
        public String line() {
            return "note " + text;
        }
    }

    /** The model of the application changes now. */
    record Drift() implements LiveSignal {
        @Override
        public String line() {
            return "drift";
        }
    }

    /** A task was answered. */
    record Answered(Answer answer) implements LiveSignal {
        @Override
        public String line() {
            return "answer " + answer.score() + " " + answer.frozen();
        }
    }

    String line();

    /** Reads what {@link #line} returned. */
    static LiveSignal of(String line) {
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "drift" -> new Drift();
            case "note" -> new Note(words[1]);
            case "answer" -> {
                String[] scores = words[1].split(" ", 2);
                yield new Answered(
                        new Answer(Double.parseDouble(scores[0]), Double.parseDouble(scores[1])));
            }
            default -> throw new IllegalArgumentException("not a signal: " + line);
        };
    }
}
