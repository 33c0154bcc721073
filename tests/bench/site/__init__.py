"""The site as benches serve it: with a bare view and a classic session wizard beside its own pages."""
