// A chain of four.
five = ArchitectureGraph.parse("input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5");
