package metatextgrad.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Curves with bands, one for each method. Names are at the ends of the curves. */
public record CurveChart(String across, String up, List<Series> series) implements Picture {
    private static final double WIDTH = 860;
    private static final double HEIGHT = 400;
    private static final double LEFT = 56;
    private static final double RIGHT = 190;
    private static final double TOP = 16;
    private static final double BOTTOM = 46;
    private static final double NAME_HEIGHT = 16;
    private static final int COLORS = 8;

    /** One curve. */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A value with the ends of its band. */
    public record Point(double x, double y, double low, double high) {}

    public CurveChart {
        series = List.copyOf(series);
    }

    @Override
    public String svg() {
        Axis x = axis(Point::x, Point::x, LEFT, WIDTH - RIGHT);
        Axis y = axis(Point::low, Point::high, HEIGHT - BOTTOM, TOP);
        Html shapes = new Html();
        grid(shapes, x, y);
        for (int i = 0; i < series.size(); i++) curve(shapes, x, y, i);
        names(shapes, x, y);
        return Picture.framed(up + " against " + across, WIDTH, HEIGHT, shapes.toString());
    }

    private Axis axis(
            ToDoubleFunction<Point> low, ToDoubleFunction<Point> high, double from, double to) {
        List<Point> all = series.stream().flatMap(one -> one.points().stream()).toList();
        return Axis.over(
                all.stream().mapToDouble(low).min().orElse(0),
                all.stream().mapToDouble(high).max().orElse(1),
                from,
                to);
    }

    private void grid(Html shapes, Axis x, Axis y) {
        for (double tick : y.ticks()) {
            shapes.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
            shapes.label(y.label(tick), LEFT - 8, y.at(tick) + 4, "end", "label");
        }
        for (double tick : x.ticks()) {
            shapes.line(x.at(tick), HEIGHT - BOTTOM, x.at(tick), HEIGHT - BOTTOM + 5, "grid");
            shapes.label(x.label(tick), x.at(tick), HEIGHT - BOTTOM + 19, "middle", "label");
        }
        shapes.label(across, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "middle", "label");
    }

    private void curve(Html shapes, Axis x, Axis y, int number) {
        List<Point> points = series.get(number).points();
        String color = " s" + number % COLORS;
        String upper = path(points, x, y, Point::high);
        String lower = path(points.reversed(), x, y, Point::low);
        shapes.raw("polygon", "", "points", upper + " " + lower, "class", "band" + color);
        String line = path(points, x, y, Point::y);
        shapes.raw("polyline", "", "points", line, "class", "curve" + color);
    }

    private static String path(List<Point> points, Axis x, Axis y, ToDoubleFunction<Point> value) {
        List<String> pairs = new ArrayList<>();
        for (Point point : points)
            pairs.add(
                    Html.number(x.at(point.x()))
                            + ","
                            + Html.number(y.at(value.applyAsDouble(point))));
        return String.join(" ", pairs);
    }

    /** Moves names apart that would cover each other, and draws a line from each to its curve. */
    private void names(Html shapes, Axis x, Axis y) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) if (!series.get(i).points().isEmpty()) order.add(i);
        order.sort(Comparator.comparingDouble(i -> y.at(end(i).y())));
        double free = TOP;
        for (int number : order) {
            double wanted = y.at(end(number).y());
            double place = Math.max(wanted, free + NAME_HEIGHT / 2);
            free = place + NAME_HEIGHT / 2;
            String color = " s" + number % COLORS;
            String leader =
                    "%s,%s %s,%s"
                            .formatted(
                                    Html.number(x.at(end(number).x())),
                                    Html.number(wanted),
                                    Html.number(WIDTH - RIGHT + 14),
                                    Html.number(place));
            shapes.raw("polyline", "", "points", leader, "class", "leader" + color);
            shapes.text(
                    "text",
                    series.get(number).name(),
                    "x",
                    Html.number(WIDTH - RIGHT + 18),
                    "y",
                    Html.number(place + 4),
                    "class",
                    "name" + color);
        }
    }

    private Point end(int number) {
        return series.get(number).points().getLast();
    }
}
